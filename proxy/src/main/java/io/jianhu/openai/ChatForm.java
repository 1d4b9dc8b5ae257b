package io.jianhu.openai;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.wire.DocumentVoice;
import io.jianhu.wire.Gathered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How whole completions are written. */
final class ChatForm implements DocumentVoice.Form {

    private final Completion kind;
    private final Canned canned;

    ChatForm(Completion kind, Canned canned) {
        this.kind = kind;
        this.canned = canned;
    }

    @Override
    public String name() {
        return kind.written();
    }

    @Override
    public Json.Members translated(Optional<Json.Members> begun, Gathered gathered) {
        Map<String, Json> whole = canned.envelope(kind.document(), kind.prefix(), begun.orElse(Json.Members.NONE));
        List<Json> choices = new ArrayList<>();
        gathered.choices(canned.choices()).forEach((index, choice) -> choices.add(choice(index, choice)));
        whole.put("choices", new Json.Items(choices));
        whole.put("usage", Canned.usage(gathered.usage()));
        return new Json.Members(whole);
    }

    private Json choice(int index, Gathered.Choice said) {
        Map<String, Json> choice = new LinkedHashMap<>();
        choice.put("index", new Json.Literal(Integer.toString(index)));
        choice.putAll(kind.whole(said, canned.request()));
        choice.put("logprobs", Json.NULL);
        choice.put("finish_reason", new Json.Text(ChatFacts.word(said.stop())));
        return new Json.Members(choice);
    }

    @Override
    public Json.Members followed(Json.Members shown, Part.Said said) {
        List<Json> choices = new ArrayList<>();
        for (Json item : shown.items("choices")) {
            if (item instanceof Json.Members choice) {
                choices.add(kind.followed(choice, said.text())
                        .with("logprobs", Json.NULL)
                        .with("finish_reason", ChatStreamVoice.finish(said.finish())));
            }
        }
        return shown.with("choices", new Json.Items(choices));
    }
}
