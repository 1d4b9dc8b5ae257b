package io.jianhu.admin;

import io.jianhu.policy.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The policy in force and the last change that was refused.
 *
 * @param revision empty before the first one
 * @param problems why the newest files were refused; empty when they are in force
 */
public record PolicyState(String revision, Instant accepted, List<Rule> rules, List<Trouble> problems, Course course) {

    public PolicyState {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /** Of a directory of which nothing else is known. */
    public PolicyState(String revision, Instant accepted, List<Rule> rules, List<Trouble> problems) {
        this(
                revision,
                accepted,
                rules,
                problems,
                new Course("directory", Optional.empty(), Optional.empty(), Optional.empty(), accepted));
    }

    /** One reason why a change was refused, at its place. */
    public record Trouble(String file, int line, int column, String message) {}

    /**
     * Where the policy comes from and where a step back would lead.
     *
     * @param source {@code directory} or {@code bundle}
     * @param serial of the bundle in force
     * @param previous the revision to which a rollback leads
     * @param rolledBackFrom the revision that was left by a rollback, as long as it stands at the source
     * @param attempted when a change was last accepted or refused
     */
    public record Course(
            String source,
            Optional<Integer> serial,
            Optional<String> previous,
            Optional<String> rolledBackFrom,
            Instant attempted) {}
}
