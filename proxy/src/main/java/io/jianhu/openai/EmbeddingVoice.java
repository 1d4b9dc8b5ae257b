package io.jianhu.openai;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Heard;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Voice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes embeddings. Where the gateway has words of its own to say, there are no numbers to give: the list is empty. */
final class EmbeddingVoice implements Voice {

    private static final byte[] NOTHING = {};

    private final JsonText json;
    private Json.Members document;
    private boolean over;

    /** @param model the model the client named, possibly empty */
    EmbeddingVoice(JsonText json, String model) {
        this.json = json;
        Map<String, Json> usage = new LinkedHashMap<>();
        usage.put("prompt_tokens", new Json.Literal("0"));
        usage.put("total_tokens", new Json.Literal("0"));
        Map<String, Json> empty = new LinkedHashMap<>();
        empty.put("object", new Json.Text("list"));
        empty.put("data", new Json.Items(List.of()));
        empty.put("model", new Json.Text(model));
        empty.put("usage", new Json.Members(usage));
        this.document = new Json.Members(empty);
    }

    @Override
    public void hears(Part part) {
        // What it cost stands in the document.
    }

    @Override
    public byte[] write(Part part) {
        if (over) {
            throw new IllegalStateException("the answer is over");
        }
        switch (part) {
            case Part.Words words ->
                document = Heard.in(EmbeddingDocument.FORM, words)
                        .orElseThrow(() -> new IllegalArgumentException("words are no embeddings"))
                        .showing(words, Set.of());
            case Part.First first -> {}
            case Part.Said said -> {}
            case Part.Tail tail -> throw new IllegalArgumentException("embeddings have no words to go on with");
            case Part.Call call -> throw new IllegalArgumentException("embeddings call no tools");
            case Part.Last last -> {
                over = true;
                return json.write(
                        last.stamp().map(stamp -> Stamps.on(document, stamp)).orElse(document));
            }
        }
        return NOTHING;
    }

    @Override
    public String contentType() {
        return "application/json";
    }
}
