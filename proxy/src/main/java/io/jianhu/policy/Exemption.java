package io.jianhu.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An exception from some rules, for a time: an item of {@code exceptions/*.yaml}.
 *
 * @param rules the ids of the rules that are not enforced
 * @param scope for which robots
 * @param clients for which calling applications, in the form of a {@link Scope}'s lists
 * @param ofWords whether it takes back what certain words stand beside, instead of being about robots and clients
 * @param owner who answers for it
 * @param expires the last day on which it has effect
 * @param file the path below the policy directory
 * @param line where it begins in the file, 1 or more
 */
public record Exemption(
        String id,
        List<String> rules,
        Scope scope,
        List<String> clients,
        boolean ofWords,
        String reason,
        String owner,
        Optional<String> approvedBy,
        LocalDate expires,
        String file,
        int line) {

    private static final int SOON = 7;

    public Exemption {
        rules = List.copyOf(rules);
        clients = List.copyOf(clients);
    }

    /** How much of its time is left. */
    public enum State {
        ACTIVE,
        /** It ends within seven days. */
        EXPIRING,
        EXPIRED;

        /** As in metrics: {@code expiring}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public State state(LocalDate today) {
        if (expires.isBefore(today)) {
            return State.EXPIRED;
        }
        return expires.isBefore(today.plusDays(SOON)) ? State.EXPIRING : State.ACTIVE;
    }

    /** Whether it keeps its rules from being enforced. */
    boolean covers(Situation situation) {
        return !ofWords
                && state(situation.today()) != State.EXPIRED
                && scope.covers(situation.robot())
                && Scope.fits(clients, situation.client());
    }
}
