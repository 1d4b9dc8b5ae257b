package io.jianhu.admin;

import io.jianhu.net.Visit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A visit that was let in.
 *
 * @param parameters the path's variable segments by name
 * @param who the operator; empty only on routes that need no login
 */
record Call(Visit visit, Map<String, String> parameters, Optional<Operator> who) {

    /**
     * Who calls.
     *
     * @param token the session's token; empty where nobody signs in
     */
    record Operator(Account account, String csrf, String token) {}

    String parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).orElseThrow();
    }

    Account account() {
        return operator().account();
    }

    Operator operator() {
        return who.orElseThrow();
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(visit.query().get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * Makes sure that a filter that is not known is not taken for one that is met.
     *
     * @throws Refusal when the query has other names than these
     */
    void asksOnly(String... known) {
        if (!Set.of(known).containsAll(visit.query().keySet())) {
            throw Refusal.badRequest("query: unknown parameter (expected: " + String.join(", ", known) + ")");
        }
    }

    /** A whole number of the query between two bounds. */
    int number(String name, int otherwise, int least, int most) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, like a number out of bounds
        }
        throw Refusal.badRequest(name + " (expected: " + least + "-" + most + ")");
    }
}
