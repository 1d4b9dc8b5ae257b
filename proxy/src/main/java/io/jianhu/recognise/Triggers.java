package io.jianhu.recognise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which recognisers are to be asked where, by the sign that stands there. */
final class Triggers {

    private static final byte NOBODY = 0;

    /** By character as it comes: whether it needs a closer look, for what begins with it or what it folds to. */
    private final boolean[] careful = new boolean[1 << 16];

    /** By sign: the place in {@link #groups}. */
    private final byte[] group = new byte[1 << 16];

    private final List<Glance> glances = new ArrayList<>();
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
        List<Recogniser> glancing = new ArrayList<>();
        boolean[] first = new boolean[1 << 16];
        Map<Character, List<Ranked>> bySign = new HashMap<>();
        for (int rank = 0; rank < recognisers.size(); rank++) {
            Ranked ranked = new Ranked(recognisers.get(rank), rank);
            Glance glance = ranked.recogniser().glance();
            if (glance != null) {
                glances.add(glance);
                glancing.add(ranked.recogniser());
            }
            ranked.recogniser()
                    .firsts()
                    .chars()
                    .distinct()
                    .forEach(sign -> bySign.computeIfAbsent((char) sign, none -> new ArrayList<>())
                            .add(ranked));
        }
        bySign.forEach((sign, asked) -> {
            group[sign] = place(asked);
            first[sign] = asked.stream().anyMatch(ranked -> !glancing.contains(ranked.recogniser()));
        });
        for (int character = 0; character < careful.length; character++) {
            char sign = Decoding.fold(character);
            careful[character] = Decoding.opens((char) character) || sign == Decoding.INVISIBLE || first[sign];
        }
    }

    /** Who is to be asked at a sign, the strongest first. */
    List<Ranked> at(char sign) {
        return groups.get(group[sign]);
    }

    /** The first character at or after an index that needs a closer look, or the length of the text. */
    int next(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && !careful[text.charAt(at)]) {
            at++;
        }
        for (Glance glance : glances) {
            at = glance.next(text, from, at);
        }
        return at;
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
