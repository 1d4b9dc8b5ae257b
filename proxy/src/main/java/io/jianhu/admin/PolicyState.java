package io.jianhu.admin;

import io.jianhu.policy.Rule;
import java.time.Instant;
import java.util.List;

/**
 * The policy in force and the last change that was refused.
 *
 * @param revision empty before the first one
 * @param problems why the newest files were refused; empty when they are in force
 */
public record PolicyState(String revision, Instant accepted, List<Rule> rules, List<Trouble> problems) {

    public PolicyState {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /** One reason why a change was refused, at its place. */
    public record Trouble(String file, int line, int column, String message) {}
}
