package io.jianhu.openai;

import io.jianhu.chat.Role;
import io.jianhu.frame.Json;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Parameters;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one walk over a legacy completion's request: each prompt is a message of the citizen, a suffix belongs to it. */
final class TextRequest {

    /** What a chat completion says in the same words. */
    private static final Set<String> SHARED = Set.of(
            "model",
            "stream",
            "stream_options",
            "max_tokens",
            "temperature",
            "top_p",
            "stop",
            "n",
            "seed",
            "frequency_penalty",
            "presence_penalty",
            "logit_bias");

    private TextRequest() {}

    /** The document with what {@code texts} answers in the place of each text. */
    static Json.Members walk(Json.Members request, Texts texts) throws BadQuestion {
        Parameters parameters = new Parameters(texts);
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : request.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("prompt")) {
                walked.put(key, prompts(member.getValue(), texts, parameters));
            } else if (key.equals("suffix") && member.getValue() instanceof Json.Text suffix) {
                texts.message(Role.USER);
                walked.put(key, parameters.text(suffix));
            } else if (!ChatRequest.REMOVED.contains(key)) {
                boolean model = key.equals("model");
                walked.put(parameters.name(key), model ? member.getValue() : parameters.value(key, member.getValue()));
            }
        }
        return new Json.Members(walked);
    }

    private static Json prompts(Json prompt, Texts texts, Parameters parameters) throws BadQuestion {
        return switch (prompt) {
            case Json.Text text -> {
                texts.message(Role.USER);
                yield parameters.text(text);
            }
            case Json.Items items -> {
                List<Json> walked = new ArrayList<>();
                for (int index = 0; index < items.list().size(); index++) {
                    if (!(items.list().get(index) instanceof Json.Text text)) {
                        throw Requests.unsupported("prompt[" + index + "]");
                    }
                    texts.message(Role.USER);
                    walked.add(parameters.text(text));
                }
                yield new Json.Items(walked);
            }
            case Json.Literal literal -> throw Requests.invalid("prompt: not a string or an array of strings");
            case Json.Members members -> throw Requests.invalid("prompt: not a string or an array of strings");
        };
    }

    /** The same as a chat completion: one prompt is one question. */
    static Json.Members chat(Json.Members request) throws BadQuestion {
        List<Json> prompts = request.items("prompt");
        Json prompt = prompts.size() == 1 ? prompts.getFirst() : request.map().getOrDefault("prompt", Json.NULL);
        if (!(prompt instanceof Json.Text text)) {
            throw Requests.untranslatable("prompt: more than one");
        }
        Map<String, Json> message = new LinkedHashMap<>();
        message.put("role", new Json.Text("user"));
        message.put("content", text);
        Map<String, Json> chat = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : request.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("prompt")) {
                chat.put("messages", new Json.Items(List.of(new Json.Members(message))));
            } else if (SHARED.contains(key)) {
                chat.put(key, member.getValue());
            } else if (request.has(key)) {
                throw Requests.untranslatable(key);
            }
        }
        return new Json.Members(chat);
    }
}
