package io.jianhu.openai;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** OpenAI's envelope of errors. */
final class ErrorBody {

    private ErrorBody() {}

    static byte[] of(JsonText json, String type, String code, String message) {
        Map<String, Json> error = new LinkedHashMap<>();
        error.put("message", new Json.Text(message));
        error.put("type", new Json.Text(type));
        error.put("param", Json.NULL);
        error.put("code", new Json.Text(code));
        return json.write(new Json.Members(Map.of("error", new Json.Members(error))));
    }
}
