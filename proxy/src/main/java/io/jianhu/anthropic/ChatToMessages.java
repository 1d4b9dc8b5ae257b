package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words a chat completion's request in Messages. What changes the answer's form and has no likeness is refused; hints
 * for sampling that have none (seed, penalties, biases) are left out, as Anthropic's own compatible endpoint does.
 */
final class ChatToMessages {

    /** The length of an answer where the request sets none, in tokens: Messages wants one. */
    private static final String MOST_TOKENS = "4096";

    private static final Set<String> UNLIKE = Set.of("audio", "functions", "function_call", "web_search_options");
    private static final Json ONE = new Json.Literal("1");

    private ChatToMessages() {}

    static Json.Members request(JsonText json, Json.Members request) throws BadQuestion {
        check(request);
        Map<String, Json> written = new LinkedHashMap<>();
        request.text("model").ifPresent(model -> written.put("model", new Json.Text(model)));
        written.put("max_tokens", tokens(request));
        Turns turns = new Turns(json);
        List<Json> messages = request.items("messages");
        for (int index = 0; index < messages.size(); index++) {
            if (messages.get(index) instanceof Json.Members message) {
                turns.add("messages[" + index + "]", message);
            }
        }
        turns.system().ifPresent(system -> written.put("system", new Json.Text(system)));
        written.put("messages", turns.messages());
        temperature(request).ifPresent(value -> written.put("temperature", value));
        if (request.has("top_p")) {
            written.put("top_p", request.map().get("top_p"));
        }
        if (request.has("stop")) {
            Json stop = request.map().get("stop");
            written.put("stop_sequences", stop instanceof Json.Items ? stop : new Json.Items(List.of(stop)));
        }
        if (request.has("stream")) {
            written.put("stream", request.map().get("stream"));
        }
        if (!request.items("tools").isEmpty()) {
            written.put("tools", tools(request.items("tools")));
            choice(request).ifPresent(choice -> written.put("tool_choice", choice));
        }
        return new Json.Members(written);
    }

    private static void check(Json.Members request) throws BadQuestion {
        for (String key : UNLIKE) {
            if (request.has(key)) {
                throw Requests.untranslatable(key);
            }
        }
        if (request.has("n") && !ONE.equals(request.get("n"))) {
            throw Requests.untranslatable("n");
        }
        if (Requests.isTrue(request, "logprobs")) {
            throw Requests.untranslatable("logprobs");
        }
        if (request.has("response_format")
                && !request.members("response_format").text("type").orElse("").equals("text")) {
            throw Requests.untranslatable("response_format");
        }
    }

    private static Json tokens(Json.Members request) {
        String key = request.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
        return request.get(key) instanceof Json.Literal most && most.isNumber() ? most : new Json.Literal(MOST_TOKENS);
    }

    /** At most 1, where a chat completion may have up to 2. */
    private static Optional<Json> temperature(Json.Members request) {
        return Optional.ofNullable(request.get("temperature"))
                .filter(value -> request.has("temperature"))
                .map(value -> value instanceof Json.Literal literal
                                && literal.isNumber()
                                && Double.parseDouble(literal.text()) > 1
                        ? ONE
                        : value);
    }

    private static Json tools(List<Json> tools) throws BadQuestion {
        List<Json> written = new ArrayList<>();
        for (int index = 0; index < tools.size(); index++) {
            if (!(tools.get(index) instanceof Json.Members tool) || !tool.has("function")) {
                throw Requests.untranslatable("tools[" + index + "]");
            }
            Json.Members function = tool.members("function");
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("name", new Json.Text(function.text("name").orElse("")));
            function.text("description").ifPresent(text -> members.put("description", new Json.Text(text)));
            members.put(
                    "input_schema",
                    function.has("parameters")
                            ? function.map().get("parameters")
                            : new Json.Members(Map.of("type", new Json.Text("object"))));
            written.add(new Json.Members(members));
        }
        return new Json.Items(written);
    }

    private static Optional<Json> choice(Json.Members request) throws BadQuestion {
        boolean single = new Json.Literal("false").equals(request.get("parallel_tool_calls"));
        if (!request.has("tool_choice") && !single) {
            return Optional.empty();
        }
        Map<String, Json> choice = new LinkedHashMap<>();
        String wanted = request.text("tool_choice").orElse("");
        String name =
                request.members("tool_choice").members("function").text("name").orElse("");
        if (!name.isEmpty()) {
            choice.put("type", new Json.Text("tool"));
            choice.put("name", new Json.Text(name));
        } else {
            choice.put(
                    "type",
                    new Json.Text(
                            switch (wanted) {
                                case "none" -> "none";
                                case "required" -> "any";
                                case "auto" -> "auto";
                                default -> {
                                    if (request.has("tool_choice")) {
                                        throw Requests.untranslatable("tool_choice");
                                    }
                                    yield "auto";
                                }
                            }));
        }
        if (single && !wanted.equals("none")) {
            choice.put("disable_parallel_tool_use", new Json.Literal("true"));
        }
        return Optional.of(new Json.Members(choice));
    }
}
