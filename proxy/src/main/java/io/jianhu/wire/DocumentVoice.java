package io.jianhu.wire;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes an answer that goes out as one document: a stream of one part. */
public final class DocumentVoice implements Voice {

    private static final byte[] NOTHING = {};

    private final JsonText json;
    private final Form form;
    private final Gathered gathered = new Gathered();
    private @Nullable Heard heard;
    private Json.@Nullable Members document;
    private boolean own;
    private boolean over;

    /** How a tongue writes whole answers. */
    public interface Form {

        /** That of the answers which are written as the model sent them, as in {@link Heard#form}. */
        String name();

        /** A model's answer in this form, with what may be shown in place of its words. */
        default Json.Members own(Json.Members shown) {
            return shown;
        }

        /**
         * An answer that came in another form, or of which nothing was shown.
         *
         * @param begun the model's answer in this form, if it sent one
         */
        Json.Members translated(Optional<Json.Members> begun, Gathered gathered);

        /** An answer with the gateway's words behind its own, and without its tool calls. */
        Json.Members followed(Json.Members shown, Part.Said said);

        /**
         * Takes note of an answer that is about to go out.
         *
         * @param own whether it is the model's, with none of the gateway's words
         */
        default void ended(Json.Members whole, boolean own) {}
    }

    public DocumentVoice(JsonText json, Form form) {
        this.json = json;
        this.form = form;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void hears(Part part) {
        if (part instanceof Part.Words words) {
            heard = Heard.in(form.name(), words).orElse(heard);
            gathered.hears(words);
        }
    }

    @Override
    public byte[] write(Part part) {
        if (over) {
            throw new IllegalStateException("the answer is over");
        }
        switch (part) {
            case Part.First first -> {
                // The one document is the last event too, and has the label in its stamp.
            }
            case Part.Words words ->
                Heard.in(form.name(), words).ifPresentOrElse(known -> show(known, words), () -> gathered.take(words));
            case Part.Tail tail -> {
                gathered.take(tail);
                if (document != null && heard != null) {
                    document = form.own(heard.appended(document, tail.passage()));
                }
            }
            case Part.Call call -> {
                if (document != null) {
                    throw new IllegalArgumentException("a document has its calls where they stand");
                }
                gathered.take(call);
            }
            case Part.Said said -> {
                document = form.followed(shown(), said);
                own = false;
            }
            case Part.Last last -> {
                over = true;
                Json.Members whole = shown();
                form.ended(whole, own);
                return json.write(
                        last.stamp().map(stamp -> Stamps.on(whole, stamp)).orElse(whole));
            }
        }
        return NOTHING;
    }

    private void show(Heard known, Part.Words words) {
        document = form.own(known.showing(words, known.changed(words.passages())));
        own = true;
    }

    /** What was written so far; what was said in another form, or an answer without words, when nothing was. */
    private Json.Members shown() {
        return document == null ? form.translated(Optional.ofNullable(heard).map(Heard::document), gathered) : document;
    }
}
