package io.jianhu.wire;

import io.jianhu.frame.Json;

/** The model that an answer names, as far as it reads like a name: {@code model}. */
public final class ModelName {

    private static final int LONGEST = 128;

    private ModelName() {}

    /** Of an answer or an event as the upstream sent it; empty when it has none. */
    public static String of(Json.Members document) {
        return document.text("model")
                .filter(name -> name.length() <= LONGEST && Rest.isName(name))
                .orElse("");
    }
}
