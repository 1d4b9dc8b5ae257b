package io.jianhu.anthropic;

import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.DocumentVoice;
import io.jianhu.wire.Gathered;
import io.jianhu.wire.Stop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How whole messages are written. */
final class MessagesForm implements DocumentVoice.Form {

    private final JsonText json;
    private final Canned canned;

    MessagesForm(JsonText json, Canned canned) {
        this.json = json;
        this.canned = canned;
    }

    @Override
    public String name() {
        return MessagesDocument.FORM;
    }

    @Override
    public Json.Members followed(Json.Members shown, Part.Said said) {
        List<Json> content = new ArrayList<>();
        for (Json item : shown.items("content")) {
            if (item instanceof Json.Members block && !Blocks.isCall(block) && !isEmpty(block)) {
                content.add(block);
            }
        }
        content.add(Canned.text(said.text()));
        return shown.with("content", new Json.Items(content))
                .with("stop_reason", Canned.reason(Stop.of(said.finish())))
                .with("stop_sequence", Json.NULL);
    }

    /** Whether a block has lost all its words. */
    private static boolean isEmpty(Json.Members block) {
        return Blocks.spoken(block.text("type").orElse(""))
                .flatMap(spoken -> block.text(spoken.getKey()))
                .filter(String::isEmpty)
                .isPresent();
    }

    @Override
    public Json.Members translated(Optional<Json.Members> begun, Gathered gathered) {
        Gathered.Choice said = gathered.first();
        List<Json> content = new ArrayList<>();
        if (!said.text(Kind.REASONING).isEmpty()) {
            content.add(Canned.thought(said.text(Kind.REASONING)));
        }
        String words = said.text(Kind.CONTENT) + said.text(Kind.REFUSAL);
        if (!words.isEmpty()) {
            content.add(Canned.text(words));
        }
        for (Gathered.Call call : said.calls()) {
            content.add(call(call, content.size()));
        }
        return canned.message(begun.orElse(Json.Members.NONE), content, Canned.reason(said.stop()), gathered.usage());
    }

    private Json call(Gathered.Call call, int position) {
        Map<String, Json> block = new LinkedHashMap<>();
        block.put("type", new Json.Text("tool_use"));
        block.put("id", new Json.Text(call.id().isEmpty() ? "toolu_" + canned.request() + "_" + position : call.id()));
        block.put("name", new Json.Text(call.name()));
        block.put("input", Blocks.object(json, call.arguments()).orElse(Json.Members.NONE));
        return new Json.Members(block);
    }
}
