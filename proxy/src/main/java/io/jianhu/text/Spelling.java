package io.jianhu.text;

import java.util.Locale;

/** How a text is read before words are sought in it. */
public enum Spelling {
    /** As it looks to a reader. */
    PLAIN,
    /** A character and its parts written apart (拆字) read alike. */
    SPLIT,
    /** Characters, their homophones and their pinyin read alike. */
    PINYIN;

    /** As in rule files: {@code pinyin}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
