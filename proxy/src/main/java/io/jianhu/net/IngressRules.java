package io.jianhu.net;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the head of a request must be, beyond what the codec already refuses: rules against request smuggling and
 * ambiguity (RFC 9112 sections 3.2, 5.2, 6.1), stricter than a general proxy because only chat clients call. An offer to
 * upgrade, which some HTTP clients make with every first request, is not taken up and goes no further (RFC 9110 section
 * 7.8).
 */
final class IngressRules {

    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_TARGET = 2048;
    private static final Set<HttpMethod> METHODS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.OPTIONS, HttpMethod.DELETE);
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?");
    private static final Pattern TARGET = Pattern.compile("/[A-Za-z0-9\\-._~!$&'()*+,;=:@/%]*(\\?[!-~]*)?");
    private static final Pattern ESCAPED_TRICK = Pattern.compile("(?i)%(00|2f|5c|0a|0d)|(^|/)(\\.|%2e){1,2}(/|;|$)");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private IngressRules() {}

    /** Empty when the head is good. */
    static Optional<Rejection> check(HttpRequest head) {
        if (!head.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return refuse(505, "version");
        }
        if (!METHODS.contains(head.method())) {
            return refuse(405, "method");
        }
        String target = head.uri();
        if (target.length() > LONGEST_TARGET || !(isPlain(target) || isSound(target))) {
            return refuse(400, "target");
        }
        return checkHeaders(head.headers()).or(() -> checkBody(head));
    }

    /** Whether a target has only signs of which nothing can be made but a path, as nearly all have. */
    private static boolean isPlain(String target) {
        boolean plain = target.startsWith("/");
        for (int i = 0; i < target.length() && plain; i++) {
            char sign = target.charAt(i);
            plain = (sign >= 'a' && sign <= 'z')
                    || (sign >= 'A' && sign <= 'Z')
                    || (sign >= '0' && sign <= '9')
                    || sign == '/'
                    || sign == '-'
                    || sign == '_';
        }
        return plain;
    }

    private static boolean isSound(String target) {
        String path = target.split("\\?", 2)[0];
        return TARGET.matcher(target).matches()
                && !BROKEN_ESCAPE.matcher(target).find()
                && !ESCAPED_TRICK.matcher(path).find();
    }

    /** Who only asks for something sends no body, which one reader might read and another take for the next request. */
    private static Optional<Rejection> checkBody(HttpRequest head) {
        boolean sends = head.method().equals(HttpMethod.POST) || head.method().equals(HttpMethod.DELETE);
        boolean body = HttpUtil.isTransferEncodingChunked(head) || HttpUtil.getContentLength(head, 0L) > 0;
        return body && !sends ? refuse(400, "body") : Optional.empty();
    }

    private static Optional<Rejection> checkHeaders(HttpHeaders headers) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
            return refuse(400, "host");
        }
        if (headers.size() > MOST_HEADERS) {
            return refuse(431, "headers");
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty() && !codings.equals(List.of("chunked"))) {
            return refuse(400, "transfer-encoding");
        }
        if (!headers.getAll(HttpHeaderNames.EXPECT).stream().allMatch(IngressRules::isContinue)) {
            return refuse(417, "expect");
        }
        if (headers.getAll(HttpHeaderNames.AUTHORIZATION).size() > 1) {
            return refuse(400, "authorization");
        }
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity");
        if (!encoding.equals("identity")) {
            return refuse(415, "content-encoding");
        }
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().indexOf('_') >= 0 && collides(headers, header.getKey())) {
                return refuse(400, "header-name");
            }
        }
        return Optional.empty();
    }

    /** The one expectation that there is (RFC 9110 section 10.1.1). */
    private static boolean isContinue(String expectation) {
        return HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation);
    }

    private static boolean collides(HttpHeaders headers, String name) {
        String twin = name.replace('_', '-').toLowerCase(Locale.ROOT);
        return headers.contains(twin)
                || twin.equals("authorization")
                || twin.startsWith("content-")
                || twin.startsWith("x-jianhu-");
    }

    private static Optional<Rejection> refuse(int status, String reason) {
        return Optional.of(new Rejection(status, reason));
    }
}
