package io.jianhu.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the gateway writes at the end of every answer.
 *
 * @param rules the ids of the rules that decided, sorted, never the words they matched
 * @param ticket the code of the ticket, if a guardian has the exchange
 * @param policy the revision of the policy that was in force
 * @param aigc the implicit label of GB 45438—2025 Annex E, in its order; empty when a human wrote the answer
 */
public record Stamp(
        Decision decision, List<String> rules, Optional<String> ticket, String policy, Map<String, String> aigc) {

    public Stamp {
        rules = List.copyOf(rules);
        aigc = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(aigc));
    }
}
