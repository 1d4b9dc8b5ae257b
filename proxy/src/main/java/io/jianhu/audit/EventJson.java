package io.jianhu.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.Event;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The members of each event's record, in the order they are written. Times taken are in microseconds. */
final class EventJson {

    private static final int LONGEST = 256;

    private EventJson() {}

    static byte[] write(Event event) {
        return Json.object(json -> {
            json.writeStringField("at", Json.time(event.at()));
            switch (event) {
                case Event.Asked asked -> asked(json, asked);
                case Event.Decided decided -> decided(json, decided);
                case Event.Answered answered -> answered(json, answered);
                case Event.Failed failed -> failed(json, failed);
                case Event.Reloaded reloaded -> reloaded(json, reloaded);
                case Event.Moved moved -> moved(json, moved);
                case Event.Acted acted -> acted(json, acted);
                case Event.Revealed revealed -> revealed(json, revealed);
            }
        });
    }

    private static void asked(JsonGenerator json, Event.Asked asked) throws IOException {
        subject(json, "asked", asked.subject());
        counts(json, "masked", asked.masked());
        text(json, "texts", asked.texts());
    }

    private static void decided(JsonGenerator json, Event.Decided decided) throws IOException {
        subject(json, "decided", decided.subject());
        text(json, "side", decided.side().name().toLowerCase(Locale.ROOT));
        text(json, "verdict", decided.ruling().verdict().decision().word());
        rules(json, "rules", decided.ruling().verdict().because());
        rules(json, "shadow", decided.ruling().shadowed());
        micros(json, "micros", decided.took());
    }

    private static void answered(JsonGenerator json, Event.Answered answered) throws IOException {
        subject(json, "answered", answered.subject());
        text(json, "decision", answered.decision().word());
        words(json, "rules", answered.rules());
        if (answered.ticket().isPresent()) {
            text(json, "ticket", answered.ticket().get());
        }
        text(
                json,
                "notice",
                switch (answered.notice()) {
                    case NOT_DUE -> "not-due";
                    case GIVEN -> "given";
                    case IN_LABEL -> "in-label";
                    case MISSING -> "missing";
                });
        text(json, "model", answered.model());
        micros(json, "micros", answered.total());
        if (answered.firstToken().isPresent()) {
            micros(json, "firstTokenMicros", answered.firstToken().get());
        }
        micros(json, "upstreamMicros", answered.upstream());
        json.writeNumberField("held", answered.held());
        json.writeNumberField("characters", answered.characters());
        if (answered.recalled()) {
            json.writeBooleanField("recalled", true);
        }
    }

    private static void failed(JsonGenerator json, Event.Failed failed) throws IOException {
        subject(json, "failed", failed.subject());
        text(json, "reason", failed.reason());
        json.writeNumberField("status", failed.status());
        micros(json, "micros", failed.total());
    }

    private static void reloaded(JsonGenerator json, Event.Reloaded reloaded) throws IOException {
        text(json, "event", "reloaded");
        text(json, "policy", reloaded.revision());
        json.writeBooleanField("accepted", reloaded.accepted());
        text(json, "reason", reloaded.reason());
        text(json, "actor", reloaded.actor());
        text(json, "change", reloaded.change());
    }

    private static void moved(JsonGenerator json, Event.Moved moved) throws IOException {
        text(json, "event", "moved");
        text(json, "robot", moved.robot());
        text(json, "ticket", moved.ticket());
        text(json, "state", moved.state());
        text(json, "actor", moved.actor());
        if (moved.waited().isPresent()) {
            micros(json, "waitedMicros", moved.waited().get());
        }
    }

    private static void acted(JsonGenerator json, Event.Acted acted) throws IOException {
        text(json, "event", "acted");
        text(json, "actor", acted.actor());
        text(json, "action", acted.action());
        text(json, "object", acted.object());
        if (!acted.refused().isEmpty()) {
            text(json, "refused", acted.refused());
        }
    }

    private static void revealed(JsonGenerator json, Event.Revealed revealed) throws IOException {
        text(json, "event", "revealed");
        text(json, "actor", revealed.actor());
        text(json, "robot", revealed.robot());
        text(json, "ticket", revealed.ticket());
        text(json, "outcome", revealed.outcome());
        text(json, "reason", revealed.reason());
        counts(json, "kinds", revealed.kinds());
    }

    private static void counts(JsonGenerator json, String name, Map<String, Integer> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Integer> kind : new TreeMap<>(counts).entrySet()) {
            json.writeNumberField(kind.getKey(), kind.getValue());
        }
        json.writeEndObject();
    }

    private static void subject(JsonGenerator json, String event, Subject subject) throws IOException {
        text(json, "event", event);
        text(json, "request", subject.request());
        text(json, "robot", subject.robot());
        text(json, "department", subject.department());
        text(json, "client", subject.client());
        text(json, "dialect", subject.dialect());
        text(json, "policy", subject.policy());
    }

    private static void rules(JsonGenerator json, String name, Iterable<Finding> findings) throws IOException {
        TreeSet<String> rules = new TreeSet<>();
        findings.forEach(finding -> rules.add(finding.rule()));
        words(json, name, rules);
    }

    private static void words(JsonGenerator json, String name, Iterable<String> words) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : words) {
            json.writeString(word);
        }
        json.writeEndArray();
    }

    private static void micros(JsonGenerator json, String name, Duration duration) throws IOException {
        json.writeNumberField(name, duration.toNanos() / 1000);
    }

    /** A text that an upstream may have chosen is cut to a bearable length. */
    private static void text(JsonGenerator json, String name, String value) throws IOException {
        json.writeStringField(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
    }
}
