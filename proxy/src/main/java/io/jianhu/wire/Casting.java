package io.jianhu.wire;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.Slot;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the documents of events that a {@link Mould} has read: those of one mould differ in their words alone. Used by one
 * thread, once.
 */
public final class Casting {

    private final JsonText json;
    private @Nullable Form form;

    /**
     * What stands before and behind the words.
     *
     * @param of the document, the same object for all events of a mould
     * @param changed whether the words of its choice are no longer the model's
     */
    private record Form(Json.Members of, boolean changed, byte[] before, byte[] after) {

        @SuppressWarnings("ReferenceEquality") // Documents that are equal may still have their keys in another order.
        boolean fits(Heard event, boolean changed) {
            return event.document() == of && this.changed == changed;
        }

        byte[] around(byte[] words) {
            byte[] whole = Arrays.copyOf(before, before.length + words.length + after.length);
            System.arraycopy(words, 0, whole, before.length, words.length);
            System.arraycopy(after, 0, whole, before.length + words.length, after.length);
            return whole;
        }
    }

    public Casting(JsonText json) {
        this.json = json;
    }

    /**
     * The document with the words that may be shown; empty when it has to be written in full.
     *
     * @param touched as for {@link Heard#showing}
     */
    public Optional<byte[]> document(Heard event, Part.Words shown, Set<Integer> touched) {
        if (!event.isRecast() || shown.passages().getFirst().text().isEmpty()) {
            return Optional.empty();
        }
        boolean changed = touched.contains(shown.passages().getFirst().channel().choice());
        if (form == null || !form.fits(event, changed)) {
            form = form(event, shown, touched, changed);
        }
        Json words = new Json.Text(shown.passages().getFirst().text());
        return Optional.ofNullable(form).map(around -> around.around(json.write(words)));
    }

    private @Nullable Form form(Heard event, Part.Words shown, Set<Integer> touched, boolean changed) {
        String words = shown.passages().getFirst().text();
        return Slot.isPlain(words)
                ? Slot.of(json.text(event.showing(shown, touched)), words)
                        .map(slot -> new Form(event.document(), changed, utf8(slot.before()), utf8(slot.after())))
                        .orElse(null)
                : null;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
