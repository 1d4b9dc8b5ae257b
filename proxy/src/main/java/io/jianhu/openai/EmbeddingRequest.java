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

/** The one walk over a request for embeddings. Numbers of tokens are refused: nobody can read them. */
final class EmbeddingRequest {

    private EmbeddingRequest() {}

    /** The document with what {@code texts} answers in the place of each text. */
    static Json.Members walk(Json.Members request, Texts texts) throws BadQuestion {
        Parameters parameters = new Parameters(texts);
        Map<String, Json> walked = new LinkedHashMap<>();
        if (!request.has("input")) {
            throw Requests.invalid("input: missing (expected: a string or an array of strings)");
        }
        for (Map.Entry<String, Json> member : request.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("input")) {
                texts.message(Role.EMBEDDED);
                walked.put(key, input(member.getValue(), parameters));
            } else if (!ChatRequest.REMOVED.contains(key)) {
                boolean model = key.equals("model");
                walked.put(parameters.name(key), model ? member.getValue() : parameters.value(key, member.getValue()));
            }
        }
        return new Json.Members(walked);
    }

    private static Json input(Json input, Parameters parameters) throws BadQuestion {
        return switch (input) {
            case Json.Text text -> parameters.text(text);
            case Json.Items items -> {
                List<Json> walked = new ArrayList<>();
                for (int index = 0; index < items.list().size(); index++) {
                    if (!(items.list().get(index) instanceof Json.Text text)) {
                        throw Requests.unsupported("input[" + index + "]");
                    }
                    walked.add(parameters.text(text));
                }
                if (walked.isEmpty()) {
                    throw Requests.invalid("input: empty (expected: a string or an array of strings)");
                }
                yield new Json.Items(walked);
            }
            case Json.Literal literal -> throw Requests.invalid("input: not a string or an array of strings");
            case Json.Members members -> throw Requests.invalid("input: not a string or an array of strings");
        };
    }
}
