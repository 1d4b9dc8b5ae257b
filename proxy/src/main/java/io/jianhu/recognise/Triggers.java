package io.jianhu.recognise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which recognisers are to be asked where, by the sign that stands there. */
final class Triggers {

    private static final byte PASS = 0;
    private static final byte GLANCE = 1;
    private static final byte LOOK = 2;

    /** By character as it comes: whether it needs a closer look, for what begins with it or what it folds to. */
    private final byte[] care = new byte[1 << 16];

    /** By sign: the place in {@link #groups}. */
    private final byte[] group = new byte[1 << 16];

    private final List<List<Ranked>> groups = new ArrayList<>();

    /**
     * A recogniser and its place among all.
     *
     * @param rank 0 is the strongest
     */
    record Ranked(Recogniser recogniser, int rank) {}

    /** @param recognisers the strongest first */
    Triggers(List<Recogniser> recognisers) {
        groups.add(List.of());
        Map<Character, List<Ranked>> bySign = new HashMap<>();
        for (int rank = 0; rank < recognisers.size(); rank++) {
            Ranked ranked = new Ranked(recognisers.get(rank), rank);
            ranked.recogniser()
                    .firsts()
                    .chars()
                    .distinct()
                    .forEach(sign -> bySign.computeIfAbsent((char) sign, none -> new ArrayList<>())
                            .add(ranked));
        }
        bySign.forEach((sign, asked) -> group[sign] = place(asked));
        for (int character = 0; character < care.length; character++) {
            char sign = Decoding.fold(character);
            boolean special = Decoding.opens((char) character) || sign == Decoding.INVISIBLE;
            care[character] = special ? LOOK : care(at(sign));
        }
    }

    private static byte care(List<Ranked> asked) {
        if (asked.isEmpty()) {
            return PASS;
        }
        return asked.stream().allMatch(ranked -> ranked.recogniser().glances()) ? GLANCE : LOOK;
    }

    /** Who is to be asked at a sign, the strongest first. */
    List<Ranked> at(char sign) {
        return groups.get(group[sign]);
    }

    /** The first character at or after an index that needs a closer look, or the length of the text. */
    int next(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && isPassed(text, at)) {
            at++;
        }
        return at;
    }

    private boolean isPassed(CharSequence text, int at) {
        char character = text.charAt(at);
        return care[character] == PASS || (care[character] == GLANCE && !mayBegin(text, at));
    }

    private boolean mayBegin(CharSequence text, int at) {
        List<Ranked> asked = at(Decoding.fold(text.charAt(at)));
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i).recogniser().mayBegin(text, at)) {
                return true;
            }
        }
        return false;
    }

    private byte place(List<Ranked> asked) {
        int known = groups.indexOf(asked);
        if (known >= 0) {
            return (byte) known;
        }
        if (groups.size() > Byte.MAX_VALUE) {
            throw new IllegalStateException("recognisers: more than " + Byte.MAX_VALUE + " different beginnings");
        }
        groups.add(asked);
        return (byte) (groups.size() - 1);
    }
}
