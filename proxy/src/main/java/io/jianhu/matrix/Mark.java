package io.jianhu.matrix;

import java.util.Locale;

/** How well it is known what a clause says, best first. */
public enum Mark {
    /** Its own wording was read. */
    VERIFIED("读过原文", "wording read"),
    /** Its wording was read in somebody's copy and is to be compared with the official page. */
    VERIFIED_COPY("读过转录的原文", "wording read in a copy"),
    /** Somebody who read it says so. */
    SECONDARY("据他人转述", "reported by others"),
    /** Nobody says so; it is how we read its title or purpose. */
    OWN_READING("我们的理解", "our reading");

    private final String zh;
    private final String en;

    Mark(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public Words label() {
        return new Words(zh, en);
    }

    /** As in {@code measures.yaml}: {@code verified-copy}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether somebody here read the wording, in a copy or not. */
    public boolean isRead() {
        return this == VERIFIED || this == VERIFIED_COPY;
    }
}
