package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import io.jianhu.wire.Count;
import java.util.Optional;
import java.util.OptionalLong;

/** Which block an event is about. */
final class Index {

    private Index() {}

    /** 0 to 9999; empty when the event does not tell. */
    static Optional<Integer> of(Json.Members event) {
        OptionalLong index = Count.of(event.get("index"), 4);
        return index.isPresent() ? Optional.of((int) index.getAsLong()) : Optional.empty();
    }
}
