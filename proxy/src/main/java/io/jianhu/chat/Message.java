package io.jianhu.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a request: every text of it, in the order of the document. A dialect that writes a message puts the
 * texts back where it found them, so their number and order are part of the message.
 */
public final class Message {

    private final Role role;
    private final List<String> texts;
    /** Worked out when it is first asked for; whoever else asks at the same time works out the same. */
    private volatile @Nullable List<byte[]> digests;

    public Message(Role role, List<String> texts) {
        this.role = role;
        this.texts = List.copyOf(texts);
    }

    public Role role() {
        return role;
    }

    public List<String> texts() {
        return texts;
    }

    /** The SHA-256 of each text as UTF-8; not to be written to. */
    public List<byte[]> digests() {
        List<byte[]> known = digests;
        if (known == null) {
            MessageDigest sha256 = Sha256.begun();
            known = texts.stream()
                    .map(text -> sha256.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .toList();
            digests = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message message && role == message.role && texts.equals(message.texts);
    }

    @Override
    public int hashCode() {
        return 31 * role.hashCode() + texts.hashCode();
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return role + "[" + texts.size() + " texts]";
    }
}
