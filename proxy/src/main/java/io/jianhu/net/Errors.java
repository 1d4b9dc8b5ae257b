package io.jianhu.net;

import io.jianhu.wire.Dialect;

/** Errors of HTTP in the caller's envelope. */
final class Errors {

    private Errors() {}

    static byte[] body(Dialect dialect, int status, String code, String message) {
        return dialect.error(status, type(status), code.replace('-', '_'), message);
    }

    /** Why a request was not read. */
    static String refusal(Rejection rejection) {
        String expected = rejection.expected().isEmpty() ? "" : " (expected: " + rejection.expected() + ")";
        return "请求不符合规定 " + rejection.reason() + expected;
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            case 500, 502, 503, 504 -> "server_error";
            default -> "invalid_request_error";
        };
    }
}
