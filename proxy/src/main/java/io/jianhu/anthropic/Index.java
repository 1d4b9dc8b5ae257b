package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import java.util.Optional;

/** Which block an event is about. */
final class Index {

    private Index() {}

    /** 0 to 9999; empty when the event does not tell. */
    static Optional<Integer> of(Json.Members event) {
        return event.get("index") instanceof Json.Literal literal
                        && literal.text().matches("[0-9]{1,4}")
                ? Optional.of(Integer.valueOf(literal.text()))
                : Optional.empty();
    }
}
