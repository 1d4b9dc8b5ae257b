package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedJson;

/**
 * The arguments of a tool call that stand in a document as JSON and not as its text. They are guarded as their text; what
 * is no JSON any more after that is shown as nothing.
 */
public final class ObjectTexts {

    private final JsonText json;
    private final AnswerTexts texts;

    public ObjectTexts(JsonText json, AnswerTexts texts) {
        this.json = json;
        this.texts = texts;
    }

    /** What stands in a value's place. */
    public Json value(Channel arguments, Json value) {
        if (value instanceof Json.Text text) {
            return new Json.Text(texts.text(arguments, text.value()));
        }
        String written = json.text(value);
        String shown = texts.text(arguments, written);
        if (shown.equals(written)) {
            return value;
        }
        try {
            return json.read(shown);
        } catch (MalformedJson hidden) {
            return Json.Members.NONE;
        }
    }
}
