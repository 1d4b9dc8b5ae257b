package io.jianhu.disclose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.text.Resource;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes an identity card as JSON. */
final class CardJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String STATEMENT =
            Resource.text(CardJson.class, "statement.txt").strip();

    private CardJson() {}

    static String write(IdentityCard card) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("id", card.id());
            json.writeStringField("name", card.name());
            json.writeBooleanField("machine", true);
            json.writeStringField("statement", STATEMENT);
            json.writeStringField("department", card.department());
            json.writeBooleanField("onDuty", card.onDuty());
            successor(json, card);
            words(json, "type", card.type());
            words(json, "level", card.level());
            texts(json, "scenes", card.scenes());
            list(json, "may", card.may());
            list(json, "mayNot", card.mayNot());
            filing(json, card);
            json.writeObjectFieldStart("guardian");
            json.writeStringField("office", card.office());
            json.writeEndObject();
            complaints(json, card.complaints());
            human(json, card);
            texts(json, "languages", card.languages());
            json.writeObjectFieldStart("en");
            optional(json, "name", card.english().name());
            optional(json, "department", card.english().department());
            optional(json, "office", card.english().office());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return text.toString();
    }

    private static void successor(JsonGenerator json, IdentityCard card) throws IOException {
        if (card.successor().isEmpty()) {
            return;
        }
        IdentityCard.Successor successor = card.successor().get();
        json.writeObjectFieldStart("successor");
        json.writeStringField("id", successor.id());
        words(json, "name", successor.name());
        json.writeStringField("address", successor.address());
        json.writeEndObject();
    }

    private static void filing(JsonGenerator json, IdentityCard card) throws IOException {
        if (card.filing().isEmpty()) {
            json.writeNullField("filing");
            return;
        }
        json.writeObjectFieldStart("filing");
        json.writeStringField("number", card.filing().get().number());
        json.writeStringField("validUntil", card.filing().get().validUntil().toString());
        json.writeEndObject();
    }

    private static void complaints(JsonGenerator json, IdentityCard.Complaints complaints) throws IOException {
        json.writeObjectFieldStart("complaints");
        json.writeStringField("phone", complaints.phone());
        optional(json, "url", complaints.url());
        optional(json, "hours", complaints.hours());
        json.writeEndObject();
    }

    private static void human(JsonGenerator json, IdentityCard card) throws IOException {
        json.writeObjectFieldStart("human");
        json.writeStringField("say", "转人工");
        json.writeStringField("phone", card.complaints().phone());
        if (card.human().isPresent()) {
            words(json, "also", card.human().get());
        }
        json.writeEndObject();
    }

    private static void list(JsonGenerator json, String name, List<IdentityCard.Words> list) throws IOException {
        json.writeArrayFieldStart(name);
        for (IdentityCard.Words words : list) {
            object(json, words);
        }
        json.writeEndArray();
    }

    private static void words(JsonGenerator json, String name, IdentityCard.Words words) throws IOException {
        json.writeFieldName(name);
        object(json, words);
    }

    private static void object(JsonGenerator json, IdentityCard.Words words) throws IOException {
        json.writeStartObject();
        json.writeStringField("zh", words.zh());
        optional(json, "en", words.en());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }
}
