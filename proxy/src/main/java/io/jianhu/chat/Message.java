package io.jianhu.chat;

import java.util.List;

/**
 * One message of a request: every text of it, in the order of the document. A dialect that writes a message puts the
 * texts back where it found them, so their number and order are part of the message.
 */
public record Message(Role role, List<String> texts) {

    public Message {
        texts = List.copyOf(texts);
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return role + "[" + texts.size() + " texts]";
    }
}
