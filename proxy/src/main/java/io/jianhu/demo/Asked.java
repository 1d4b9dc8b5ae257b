package io.jianhu.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What a mock robot takes from a request.
 *
 * @param model as the request names it, or {@code mock}
 * @param question the last message's text
 * @param usage whether a stream is to end with a count of tokens
 */
record Asked(String model, boolean stream, boolean usage, String question) {

    private static final JsonFactory JSON = new JsonFactory();

    static Asked read(byte[] body) throws IOException {
        String model = "mock";
        boolean stream = false;
        boolean usage = false;
        String question = "";
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                switch (key) {
                    case "model" -> model = parser.getText();
                    case "stream" -> stream = parser.getBooleanValue();
                    case "stream_options" -> usage = includesUsage(parser);
                    case "messages" -> question = lastText(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new Asked(model, stream, usage, question);
    }

    private static boolean includesUsage(JsonParser parser) throws IOException {
        boolean included = false;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                included |= parser.nextToken() == JsonToken.VALUE_TRUE;
                parser.skipChildren();
            }
        }
        return included;
    }

    private static String lastText(JsonParser parser) throws IOException {
        String last = "";
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            StringBuilder text = new StringBuilder();
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                boolean words = "content".equals(parser.currentName()) || "text".equals(parser.currentName());
                if (token == JsonToken.VALUE_STRING && words) {
                    text.append(parser.getText());
                }
            }
            last = text.toString();
        }
        return last;
    }
}
