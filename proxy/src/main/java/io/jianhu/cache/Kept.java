package io.jianhu.cache;

import io.jianhu.frame.Json;
import io.jianhu.wire.Ear;
import io.jianhu.wire.Tongue;
import java.time.Duration;

/**
 * An answer as its model said it, before anything was guarded. Bears no word of a question.
 *
 * @param tongue in which it was said
 * @param request what was asked for, without the citizen's words
 * @param life how long it may be given again
 */
public record Kept(byte[] bytes, Tongue tongue, Json.Members request, Duration life) {

    /** Reckoned for a request and what holds it all together. */
    private static final int ENTRY = 2048;

    /** A fresh ear for the bytes. */
    public Ear ear() {
        return tongue.ear(request);
    }

    int weight() {
        return ENTRY + bytes.length;
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "Kept[" + bytes.length + " bytes]";
    }
}
