package io.jianhu.admin;

import io.jianhu.net.Page;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that keep a browser from being turned against the operator (OWASP secure headers). */
final class Headers {

    /** No host but this one, no inline script or style, no markup made from text. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
            + "form-action 'self'; require-trusted-types-for 'script'";

    private static final Map<String, String> ALWAYS = Map.of(
            "content-security-policy", CONTENT_SECURITY_POLICY,
            "x-content-type-options", "nosniff",
            "referrer-policy", "no-referrer",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "x-frame-options", "DENY",
            "cache-control", "no-store");

    private Headers() {}

    /** The page with the protective headers, which the page's own override. */
    static Page protect(Page page) {
        Map<String, String> all = new LinkedHashMap<>(ALWAYS);
        all.putAll(page.headers());
        return replace(page, all);
    }

    static Page with(Page page, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(page.headers());
        all.putAll(more);
        return replace(page, all);
    }

    private static Page replace(Page page, Map<String, String> headers) {
        return switch (page) {
            case Page.Whole whole -> new Page.Whole(whole.status(), headers, whole.body());
            case Page.Live live -> new Page.Live(headers, live.feed());
        };
    }
}
