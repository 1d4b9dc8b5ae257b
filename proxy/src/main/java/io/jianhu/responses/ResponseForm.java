package io.jianhu.responses;

import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.wire.DocumentVoice;
import io.jianhu.wire.Gathered;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How whole responses are written. */
final class ResponseForm implements DocumentVoice.Form {

    private final Envelope envelope;

    ResponseForm(Envelope envelope) {
        this.envelope = envelope;
    }

    @Override
    public String name() {
        return Document.FORM;
    }

    @Override
    public Json.Members own(Json.Members shown) {
        return joining(envelope.own(shown));
    }

    @Override
    public void ended(Json.Members whole, boolean own) {
        if (own) {
            envelope.kept(whole);
        } else {
            envelope.unkept(whole);
        }
    }

    /** A response whose joined text, if it bears one, is that of its messages. */
    private static Json.Members joining(Json.Members response) {
        return response.map().containsKey("output_text") ? response.with("output_text", joined(response)) : response;
    }

    /** All that its messages say, as clients put it together. */
    private static Json joined(Json.Members response) {
        StringBuilder joined = new StringBuilder();
        for (Json item : response.items("output")) {
            if (item instanceof Json.Members message) {
                for (Json part : message.items("content")) {
                    if (part instanceof Json.Members text
                            && text.text("type").orElse("").equals(Line.OUTPUT_TEXT.type())) {
                        joined.append(text.text("text").orElse(""));
                    }
                }
            }
        }
        return new Json.Text(joined.toString());
    }

    @Override
    public Json.Members translated(Optional<Json.Members> begun, Gathered gathered) {
        List<Json> output = new ArrayList<>();
        Gathered.Choice said = gathered.first();
        if (!said.text(Kind.REASONING).isEmpty()) {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("summary", new Json.Items(List.of()));
            members.put("content", new Json.Items(List.of(part(Line.THOUGHT, said.text(Kind.REASONING)))));
            output.add(item("reasoning", envelope.id("rs", output.size()), members));
        }
        List<Json> content = new ArrayList<>();
        if (!said.text(Kind.CONTENT).isEmpty()) {
            content.add(part(Line.OUTPUT_TEXT, said.text(Kind.CONTENT)));
        }
        if (!said.text(Kind.REFUSAL).isEmpty()) {
            content.add(part(Line.REFUSAL, said.text(Kind.REFUSAL)));
        }
        if (!content.isEmpty()) {
            output.add(message(envelope.id("msg", output.size()), content));
        }
        for (Gathered.Call call : said.calls()) {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("arguments", new Json.Text(call.arguments()));
            members.put("call_id", Envelope.word(call.id().isEmpty() ? envelope.id("call", output.size()) : call.id()));
            members.put("name", new Json.Text(call.name()));
            output.add(item(Line.ARGUMENTS.type(), envelope.id("fc", output.size()), members));
        }
        Json cost = begun.map(ResponseForm::usage)
                .filter(ResponseForm::isCounts)
                .orElseGet(() -> Envelope.usage(gathered.usage()));
        return Envelope.ended(envelope.response(), said.stop(), output).with("usage", cost);
    }

    private static Json message(String id, List<Json> content) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("role", Envelope.word("assistant"));
        members.put("content", new Json.Items(content));
        return item("message", id, members);
    }

    private static Json item(String type, String id, Map<String, Json> members) {
        Map<String, Json> item = new LinkedHashMap<>();
        item.put("id", Envelope.word(id));
        item.put("type", Envelope.word(type));
        item.put("status", Envelope.word("completed"));
        item.putAll(members);
        return new Json.Members(item);
    }

    private static Json part(Line line, String text) {
        Item item = new Item(0, Json.Members.NONE);
        return item.piece(line, 0, new StringBuilder(text)).whole();
    }

    /** The gateway's words stand in a message of their own. */
    @Override
    public Json.Members followed(Json.Members shown, Part.Said said) {
        List<Json> output = new ArrayList<>();
        for (Json item : shown.items("output")) {
            if (item instanceof Json.Members known
                    && Line.ofType(known.text("type").orElse(""))
                            .filter(Line::isCall)
                            .isEmpty()) {
                output.add(item);
            }
        }
        output.add(message(envelope.id("msg", output.size()), List.of(part(Line.OUTPUT_TEXT, said.text()))));
        return joining(Envelope.ended(shown, Stop.of(said.finish()), output));
    }

    private static Json usage(Json.Members response) {
        Json usage = response.get("usage");
        return usage == null ? Json.NULL : usage;
    }

    /** Whether nothing but small numbers stands in what nobody has read. */
    private static boolean isCounts(Json value) {
        return switch (value) {
            case Json.Literal literal -> Rest.isPlain(literal);
            case Json.Text text -> false;
            case Json.Items items -> items.list().stream().allMatch(ResponseForm::isCounts);
            case Json.Members members ->
                members.map().entrySet().stream()
                        .allMatch(member -> Rest.isPlainKey(member.getKey()) && isCounts(member.getValue()));
        };
    }
}
