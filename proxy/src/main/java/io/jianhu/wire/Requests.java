package io.jianhu.wire;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedJson;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every dialect asks of a request. */
public final class Requests {

    private Requests() {}

    /** The object that a body is, without what is not to go on. */
    public static Json.Members read(JsonText json, byte[] body, Media media) throws BadQuestion {
        return media.left(read(json, body));
    }

    /** The object that a body is. */
    public static Json.Members read(JsonText json, byte[] body) throws BadQuestion {
        Json document;
        try {
            document = json.read(body);
        } catch (MalformedJson malformed) {
            throw new BadQuestion("malformed_json", "body: " + malformed.problem());
        }
        if (document instanceof Json.Members request) {
            return request;
        }
        throw invalid("body: not an object");
    }

    /** That a request is not one. The message names the place first: {@code messages[2].role: unknown (expected: …)}. */
    public static BadQuestion invalid(String message) {
        return new BadQuestion("invalid_request", message);
    }

    /** That something stands there which no guard can read. */
    public static BadQuestion unsupported(String place) {
        return new BadQuestion("unsupported_content", place + ": cannot be guarded (expected: text)");
    }

    /** That the robot's model cannot be asked this. */
    public static BadQuestion untranslatable(String place) {
        return new BadQuestion("untranslatable", place + ": this robot's model server has nothing like it");
    }

    /** The names that declarations bear, of those that bear one. */
    public static Set<String> names(Stream<Json> declarations) {
        return declarations
                .filter(Json.Members.class::isInstance)
                .map(Json.Members.class::cast)
                .flatMap(declared -> declared.text("name").stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What objects have under a key, of those that have it. */
    public static Stream<Json> each(List<Json> items, String key) {
        return items.stream()
                .filter(Json.Members.class::isInstance)
                .flatMap(item -> Stream.ofNullable(((Json.Members) item).get(key)));
    }

    public static boolean isTrue(Json.Members request, String key) {
        return new Json.Literal("true").equals(request.get(key));
    }

    /** Whether the key is absent, null, true or false. */
    public static boolean isFlag(Json.Members request, String key) {
        return !request.has(key) || isTrue(request, key) || new Json.Literal("false").equals(request.get(key));
    }
}
