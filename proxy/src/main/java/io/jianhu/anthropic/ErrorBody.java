package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Anthropic's envelope of errors, with the bounded word that tells more than its type. */
final class ErrorBody {

    private ErrorBody() {}

    static byte[] body(JsonText json, int status, String code, String message) {
        Map<String, Json> error = new LinkedHashMap<>();
        error.put("type", new Json.Text(type(status)));
        error.put("message", new Json.Text(message));
        error.put("code", new Json.Text(code));
        Map<String, Json> body = new LinkedHashMap<>();
        body.put("type", new Json.Text("error"));
        body.put("error", new Json.Members(error));
        return json.write(new Json.Members(body));
    }

    /** Anthropic's name for the class of an error. */
    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }
}
