package io.jianhu.responses;

import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.chat.Stamp;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Carrier;
import io.jianhu.wire.Heard;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Stop;
import io.jianhu.wire.Usage;
import io.jianhu.wire.Voice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed response. The first event carries the label and the last the stamp, both beside the response and in
 * it, since most clients keep the response alone. The last event is withheld until it is known to be the last.
 */
final class StreamVoice implements Voice {

    private final Events events;
    private final Sheet sheet;
    private final Passing passing;
    private final Speaking speaking;
    private Optional<Usage> usage = Optional.empty();
    private Json.@Nullable Members end;
    private boolean over;

    StreamVoice(JsonText json, Envelope envelope) {
        this.events = new Events(json);
        this.sheet = new Sheet(envelope, events);
        this.passing = new Passing(envelope, events, sheet);
        this.speaking = new Speaking(sheet);
    }

    @Override
    public String contentType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public void hears(Part part) {
        if (part instanceof Part.Words words) {
            Carrier carrier = Carrier.of(words.carrier());
            carrier.usage()
                    .ifPresent(
                            told -> usage = Optional.of(usage.orElse(Usage.NONE).and(told)));
            if (Heard.in(StreamEar.FORM, words).isEmpty()) {
                speaking.hears(words);
            }
        }
    }

    @Override
    public byte[] write(Part part) {
        if (over) {
            throw new IllegalStateException("the answer is over");
        }
        switch (part) {
            case Part.First first -> events.label(first.aigc());
            case Part.Words words -> words(words);
            case Part.Tail tail -> tail(tail.passage());
            case Part.Call call -> {
                if (!passing.call(call)) {
                    speaking.call(call);
                }
            }
            case Part.Said said -> said(said);
            case Part.Last last -> last(last);
        }
        return events.taken();
    }

    private void words(Part.Words words) {
        Optional<Heard> own = Heard.in(StreamEar.FORM, words);
        if (own.isPresent()) {
            passing.event(words, own.get()).ifPresent(last -> end = last);
        } else {
            speaking.words(words);
        }
    }

    private void tail(Passage passage) {
        if (!passing.tail(passage) && !speaking.tail(passage)) {
            passing.flush();
            sheet.say(passage.text().stripLeading());
        }
    }

    /** The gateway's words go on with a text that is being written; else they are a message of their own. */
    private void said(Part.Said said) {
        sheet.begun();
        sheet.open()
                .ifPresentOrElse(
                        open -> {
                            sheet.more(open, said.text());
                            passing.flush();
                        },
                        () -> {
                            passing.flush();
                            sheet.say(said.text());
                        });
        sheet.endWords();
        sheet.unkept();
        end = ended(sheet.ended(Stop.of(said.finish()), false));
    }

    private void last(Part.Last last) {
        Json.Members event = end;
        if (event == null) {
            sheet.begun();
            sheet.endAll();
            event = ended(sheet.ended(speaking.stop(), true));
        }
        events.pass(last.stamp().isPresent() ? stamped(event, last.stamp().get()) : event);
        over = true;
    }

    private static Json.Members stamped(Json.Members event, Stamp stamp) {
        return Stamps.on(event.with("response", Stamps.on(event.members("response"), stamp)), stamp);
    }

    private Json.Members ended(Json.Members response) {
        String type =
                response.text("status").orElse("").equals("completed") ? "response.completed" : "response.incomplete";
        Map<String, Json> event = new LinkedHashMap<>();
        event.put("type", Envelope.word(type));
        event.put("sequence_number", Envelope.number(0));
        event.put(
                "response",
                usage.map(told -> response.with("usage", Envelope.usage(told))).orElse(response));
        return new Json.Members(event);
    }
}
