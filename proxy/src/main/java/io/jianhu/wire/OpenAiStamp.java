package io.jianhu.wire;

import io.jianhu.chat.Part;
import io.jianhu.chat.Stamp;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the gateway's stamp and its reasons to finish look in OpenAI's documents. */
final class OpenAiStamp {

    static final String STAMP = "jianhu";
    static final String LABEL = "aigc";

    private OpenAiStamp() {}

    static Json.Members on(Json.Members document, Stamp stamp) {
        Map<String, Json> jianhu = new LinkedHashMap<>();
        jianhu.put("decision", new Json.Text(stamp.decision().word()));
        jianhu.put(
                "rules",
                new Json.Items(stamp.rules().stream().<Json>map(Json.Text::new).toList()));
        jianhu.put("ticket", stamp.ticket().<Json>map(Json.Text::new).orElse(Json.NULL));
        jianhu.put("policy", new Json.Text(stamp.policy()));
        return label(document.with(STAMP, new Json.Members(jianhu)), stamp.aigc());
    }

    /** The document with a label; as it is when there is none. */
    static Json.Members label(Json.Members document, Map<String, String> aigc) {
        if (aigc.isEmpty()) {
            return document;
        }
        Map<String, Json> label = new LinkedHashMap<>();
        aigc.forEach((key, value) -> label.put(key, new Json.Text(value)));
        return document.with(LABEL, new Json.Members(label));
    }

    static Json finish(Part.Finish finish) {
        return new Json.Text(
                switch (finish) {
                    case STOP -> "stop";
                    case CONTENT_FILTER -> "content_filter";
                });
    }
}
