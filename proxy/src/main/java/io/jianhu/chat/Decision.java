package io.jianhu.chat;

import java.util.Locale;

/** What became of an exchange, in one word, least restrictive first. */
public enum Decision {
    ALLOW,
    MASK,
    DISCLOSE,
    ANSWER,
    REFUSE,
    ESCALATE;

    /** As on the wire and in metrics: {@code allow}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
