package io.jianhu.wire;

import io.jianhu.frame.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What becomes of the pictures, sounds and files in a request, which no guard can read. */
public enum Media {
    /** The request is refused. */
    REFUSE,
    /** They are left out; what else the request says goes on. */
    DROP,
    /** They go to the model as they are. */
    PASS;

    private static final Set<String> KINDS = Set.of(
            "image",
            "image_url",
            "input_image",
            "audio",
            "input_audio",
            "video",
            "video_url",
            "file",
            "input_file",
            "document");

    /** Where Ollama's messages have their pictures. */
    private static final String IMAGES = "images";

    /** Whether a part of a message is one of them, in whatever dialect. */
    public static boolean is(Json part) {
        return part instanceof Json.Members members
                && members.text("type").filter(KINDS::contains).isPresent();
    }

    /** A request without them, when that is what becomes of them; else as it is. */
    Json.Members left(Json.Members request) {
        return this == DROP && without(request) instanceof Json.Members rest ? rest : request;
    }

    private static Json without(Json value) {
        return switch (value) {
            case Json.Literal literal -> literal;
            case Json.Text text -> text;
            case Json.Items items -> {
                List<Json> kept = new ArrayList<>();
                for (Json item : items.list()) {
                    if (!is(item)) {
                        kept.add(without(item));
                    }
                }
                yield new Json.Items(kept);
            }
            case Json.Members members -> {
                Map<String, Json> kept = new LinkedHashMap<>();
                members.map().forEach((key, held) -> {
                    if (!key.equals(IMAGES)) {
                        kept.put(key, without(held));
                    }
                });
                yield new Json.Members(kept);
            }
        };
    }
}
