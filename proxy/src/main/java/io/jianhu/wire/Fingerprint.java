package io.jianhu.wire;

import io.jianhu.frame.Json;

/** What an upstream calls its configuration, as far as it can be told: {@code system_fingerprint}. */
public final class Fingerprint {

    private static final String KEY = "system_fingerprint";
    private static final int LONGEST = 128;

    /** Something that is no name: whoever wrote it is not the model that was assessed, unless that is on the list. */
    private static final String UNREADABLE = "unreadable";

    private Fingerprint() {}

    /** Of an answer or an event as the upstream sent it; empty when it has none. */
    public static String of(Json.Members document) {
        if (!document.has(KEY)) {
            return "";
        }
        return document.text(KEY)
                .filter(name -> name.length() <= LONGEST && Rest.isName(name))
                .orElse(UNREADABLE);
    }
}
