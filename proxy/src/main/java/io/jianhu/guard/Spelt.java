package io.jianhu.guard;

import io.jianhu.text.Normaliser;
import io.jianhu.text.Spelling;

/** Reads text in a spelling. */
final class Spelt {

    private Spelt() {}

    static Normaliser normaliser(Spelling spelling, Normaliser.Sink sink) {
        return new Normaliser(sink);
    }

    static String normalise(Spelling spelling, String text) {
        return Normaliser.normalise(text);
    }
}
