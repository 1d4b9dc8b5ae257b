package io.jianhu.mask;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.Role;
import io.jianhu.recognise.Recognisers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Hides personal data of a request behind placeholders that only this request can undo. Keeps nothing of it: the same
 * history leads to the same placeholders on every replica. Safe for use by many threads.
 */
public final class Masker {

    private static final int LEAST_SECRET_BYTES = 16;

    private final byte[] secret;
    private final Inspection inspection;
    private final Places places;

    /**
     * @param secret at least 16 bytes, the same on every replica
     * @param cacheBytes how much may be remembered about texts seen before; never the texts
     * @param clock tells which dates of birth have been
     */
    public Masker(byte[] secret, long cacheBytes, InstantSource clock) {
        if (secret.length < LEAST_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "secret: " + secret.length + " bytes (expected: " + LEAST_SECRET_BYTES + " or more)");
        }
        this.secret = secret.clone();
        inspection = new Inspection(Recognisers.all(clock));
        places = new Places(cacheBytes, inspection::places);
    }

    /** Hides the values of every text of every message, as {@link Privacy#DEFAULT} says. */
    public Masked mask(Raw raw) {
        return mask(raw, Privacy.DEFAULT);
    }

    /** Hides the values of every text of every message. */
    public Masked mask(Raw raw, Privacy privacy) {
        List<Message> all = new ArrayList<>(raw.earlier());
        all.addAll(raw.messages());
        Rewriting rewriting = new Rewriting(inspection, privacy, new Keyed(conversationKey(raw, all)), all);
        List<Message> messages =
                all.stream().map(message -> rewritten(message, rewriting)).toList();
        List<Message> asked = messages.subList(raw.earlier().size(), messages.size());
        Exchange exchange = new Exchange(raw.id(), raw.robot(), raw.client(), raw.shape(), asked, raw.askedAt());
        return new Masked(
                exchange,
                rewriting.placeholders(),
                rewriting.originals(),
                rewriting.counts(),
                rewriting.hidden(),
                rewriting.open());
    }

    /** The message itself when nothing of it is hidden, as most of a long history. */
    private Message rewritten(Message message, Rewriting rewriting) {
        List<byte[]> digests = message.digests();
        List<String> texts = new ArrayList<>(digests.size());
        boolean same = true;
        for (int at = 0; at < digests.size(); at++) {
            String text = message.texts().get(at);
            String rewritten = rewriting.rewrite(text, places.of(text, digests.get(at)), message.role());
            same &= rewritten.equals(text);
            texts.add(rewritten);
        }
        return same ? message : new Message(message.role(), texts);
    }

    /** The text with a mark such as {@code [手机号]} in place of each value: for tickets and audit, not to be undone. */
    public String excerpt(String text) {
        StringBuilder marked = new StringBuilder(text.length());
        int end = 0;
        for (Place place : inspection.places(text)) {
            if (place.isPersonal()) {
                marked.append(text, end, place.span().start())
                        .append(Form.mark(place.kind().label()));
                end = place.span().end();
            }
        }
        return marked.append(text, end, text.length()).toString();
    }

    /** What the memory of texts seen before has done. */
    public CacheFigures cache() {
        return places.figures();
    }

    private byte[] conversationKey(Raw raw, List<Message> all) {
        String robot = raw.robot().value();
        return raw.shape()
                .conversation()
                .filter(named -> !named.isBlank())
                .map(named -> new Keyed(secret).of("named", robot, raw.client(), named))
                .orElseGet(() -> new Keyed(secret).of("begun", robot, raw.client(), beginning(all)));
    }

    private static String beginning(List<Message> all) {
        for (Message message : all) {
            if (message.role() == Role.USER) {
                return String.join("\n", message.texts());
            }
        }
        return "";
    }
}
