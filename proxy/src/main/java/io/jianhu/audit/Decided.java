package io.jianhu.audit;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Side;
import java.time.Instant;
import java.util.List;

/**
 * What the ledger keeps of one decision: everything but the words.
 *
 * @param client the calling application's registered name
 * @param rules the ids of the rules because of which it was decided, and of other reasons, such as {@code mask.mobile}
 * @param shadow the ids of the rules that found something and were not enforced
 */
public record Decided(
        String request,
        Instant at,
        String robot,
        String client,
        Side side,
        Decision verdict,
        List<String> rules,
        List<String> shadow) {

    public Decided {
        rules = List.copyOf(rules);
        shadow = List.copyOf(shadow);
    }
}
