package io.jianhu.admin;

import io.jianhu.net.Page;
import java.util.Map;

/** That a call cannot be answered, and why, in words for the operator who made it. */
final class Refusal extends RuntimeException {

    private final int status;
    private final String code;
    private final Map<String, String> headers;

    Refusal(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    Refusal(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, "bad-request", message);
    }

    static Refusal notFound(String what) {
        return new Refusal(404, "not-found", what + ": unknown");
    }

    Page page() {
        Page page = Json.page(status, json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("code", code);
            json.writeStringField("message", getMessage());
            json.writeEndObject();
            json.writeEndObject();
        });
        return Headers.with(page, headers);
    }
}
