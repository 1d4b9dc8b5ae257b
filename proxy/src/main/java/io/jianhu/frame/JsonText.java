package io.jianhu.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON as bytes. Reading is strict: UTF-8 without a byte order mark, one value and nothing after it,
 * no duplicate keys, at most 32 levels, keys of 256 characters, numbers of 1000 digits and, by itself, 50,000 tokens. Buffers are
 * never pooled and keys never interned, since they hold what citizens wrote.
 */
public final class JsonText {

    private static final int DEPTH = 32;
    private static final int NAME = 256;
    private static final int NUMBER = 1000;
    private static final int TOKENS = 50_000;

    private final int cap;
    private final boolean loneSurrogates;
    private final JsonFactory factory;

    /**
     * @param cap the greatest length of a text, in bytes
     * @param loneSurrogates whether a string may hold half of a surrogate pair, as models do that cut one in two
     */
    public JsonText(int cap, boolean loneSurrogates) {
        this(cap, loneSurrogates, TOKENS);
    }

    /**
     * The same for texts of many values.
     *
     * @param tokens the most values, keys and brackets of a text
     */
    public JsonText(int cap, boolean loneSurrogates, int tokens) {
        this.cap = cap;
        this.loneSurrogates = loneSurrogates;
        this.factory = JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxNameLength(NAME)
                        .maxNumberLength(NUMBER)
                        .maxStringLength(cap)
                        .maxDocumentLength(cap)
                        .maxTokenCount(tokens)
                        .build())
                .build();
    }

    public Json read(byte[] bytes) throws MalformedJson {
        if (bytes.length > cap) {
            throw new MalformedJson("longer than " + cap + " bytes");
        }
        return read(decode(bytes));
    }

    public Json read(String text) throws MalformedJson {
        if (text.length() > cap) {
            throw new MalformedJson("longer than " + cap + " characters");
        }
        if (text.startsWith("\uFEFF")) {
            throw new MalformedJson("byte order mark", 1, 1);
        }
        try (JsonParser parser = factory.createParser(text.toCharArray())) {
            return read(parser);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Json read(JsonParser parser) throws IOException, MalformedJson {
        try {
            if (parser.nextToken() == null) {
                throw new MalformedJson("no value", 1, 1);
            }
            Json value = value(parser);
            if (parser.nextToken() != null) {
                throw malformed("something after the value", parser.currentTokenLocation());
            }
            return value;
        } catch (StreamConstraintsException tooMuch) {
            throw malformed("too deep, too long or too many values", parser.currentLocation());
        } catch (JsonProcessingException malformed) {
            throw malformed("not JSON", parser.currentLocation());
        }
    }

    private Json value(JsonParser parser) throws IOException, MalformedJson {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Json> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = sound(parser.currentName(), parser);
                JsonLocation place = parser.currentTokenLocation();
                parser.nextToken();
                if (members.put(key, value(parser)) != null) {
                    throw malformed("duplicate key", place);
                }
            }
            return new Json.Members(members);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Json> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return new Json.Items(items);
        }
        String text = parser.getText();
        return token == JsonToken.VALUE_STRING ? new Json.Text(sound(text, parser)) : new Json.Literal(text);
    }

    private String sound(String text, JsonParser parser) throws MalformedJson {
        if (!loneSurrogates && Surrogates.hasLone(text)) {
            throw malformed("lone surrogate", parser.currentTokenLocation());
        }
        return text;
    }

    private static String decode(byte[] bytes) throws MalformedJson {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        try {
            return Utf8.text(input);
        } catch (CharacterCodingException malformed) {
            throw new MalformedJson("not UTF-8 at byte " + input.position());
        }
    }

    private static MalformedJson malformed(String what, JsonLocation place) {
        return new MalformedJson(what, place.getLineNr(), place.getColumnNr());
    }

    /** The value as text, without white space. */
    public String text(Json value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /** The value as UTF-8, without white space. */
    public byte[] write(Json value) {
        return JsonBytes.of(value);
    }
}
