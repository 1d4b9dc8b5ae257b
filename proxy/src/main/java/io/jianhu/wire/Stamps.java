package io.jianhu.wire;

import io.jianhu.chat.Stamp;
import io.jianhu.frame.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the gateway's stamp looks in the documents of every dialect: as members of their own. */
public final class Stamps {

    public static final String STAMP = "jianhu";
    public static final String LABEL = "aigc";

    private Stamps() {}

    public static Json.Members on(Json.Members document, Stamp stamp) {
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
    public static Json.Members label(Json.Members document, Map<String, String> aigc) {
        if (aigc.isEmpty()) {
            return document;
        }
        Map<String, Json> label = new LinkedHashMap<>();
        aigc.forEach((key, value) -> label.put(key, new Json.Text(value)));
        return document.with(LABEL, new Json.Members(label));
    }

    /** Whether a key is one of the gateway's own, which no model may set. */
    public static boolean isOwn(String key) {
        return key.equals(STAMP) || key.equals(LABEL);
    }
}
