package io.jianhu.wire;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenAI's list of models, which names a robot's only. */
public final class ModelList {

    private static final JsonText JSON = new JsonText(1 << 16, false);

    private ModelList() {}

    /**
     * The bytes of the list.
     *
     * @param created seconds since the epoch
     */
    public static byte[] body(String model, long created, String owner) {
        Map<String, Json> entry = new LinkedHashMap<>();
        entry.put("id", new Json.Text(model));
        entry.put("object", new Json.Text("model"));
        entry.put("created", new Json.Literal(Long.toString(created)));
        entry.put("owned_by", new Json.Text(owner));
        Map<String, Json> list = new LinkedHashMap<>();
        list.put("object", new Json.Text("list"));
        list.put("data", new Json.Items(List.of(new Json.Members(entry))));
        return JSON.write(new Json.Members(list));
    }
}
