package io.jianhu.loadtest.micro;

import io.jianhu.loadtest.talk.Dialogue;
import java.util.List;
import java.util.stream.IntStream;

/** The text that the micro-benchmarks read: bodies of the mock's answers. */
final class Passage {

    /** How long it is. */
    static final int CHARACTERS = 4096;

    /** How long a piece of it is. */
    static final int PIECE = 8;

    private Passage() {}

    static String whole() {
        StringBuilder text = new StringBuilder();
        Dialogue dialogue = new Dialogue(1, 0);
        for (int i = 0; text.length() < CHARACTERS; i++) {
            text.append(dialogue.body(i));
        }
        return text.substring(0, CHARACTERS);
    }

    static List<String> pieces() {
        String whole = whole();
        return IntStream.range(0, CHARACTERS / PIECE)
                .mapToObj(piece -> whole.substring(PIECE * piece, PIECE * (piece + 1)))
                .toList();
    }
}
