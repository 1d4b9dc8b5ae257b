package io.jianhu.chat;

import java.util.List;

/**
 * A rulebook's word on some findings.
 *
 * @param verdict what is enforced
 * @param shadowed findings of rules in shadow mode: recorded, never enforced
 */
public record Ruling(Verdict verdict, List<Finding> shadowed) {

    public static final Ruling ALLOW = new Ruling(Verdict.Allow.PLAINLY, List.of());

    public Ruling {
        shadowed = List.copyOf(shadowed);
    }
}
