package io.jianhu.recognise;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which recognisers are to be asked where, by the sign that stands there. */
final class Triggers {

    private static final byte NOBODY = 0;

    /** The look of characters that are not signs of their own: whatever follows, they must be read. */
    private static final byte ANYBODY = 1;


    private static final byte PLAIN = 0;
    private static final byte CAREFUL = 1;

    /** By character as it comes: the place in {@link #looks} of what it needs. */
    private final byte[] look = new byte[1 << 16];

    /** Characters of which one must follow for anything to begin; the first is for those with which nothing begins. */
    private final List<BitSet> looks = new ArrayList<>();

    /** By sign: the place in {@link #groups}. */
    private final byte[] group = new byte[1 << 16];

    private final List<List<Ranked>> groups = new ArrayList<>();

    /**
     * A recogniser and its place among all.
     *
     * @param rank 0 is the strongest
     * @param least {@link Recogniser#least()}, as far as it is looked at
     */
    record Ranked(Recogniser recogniser, int rank, int least) {}

    /** So many letters, digits and marks may be anything. */
    static final int ENOUGH = 8;

    /** @param recognisers the strongest first */
    Triggers(List<Recogniser> recognisers) {
        groups.add(List.of());
        Map<Character, List<Ranked>> bySign = new HashMap<>();
        for (int rank = 0; rank < recognisers.size(); rank++) {
            Ranked ranked = new Ranked(recognisers.get(rank), rank, Math.min(ENOUGH, recognisers.get(rank).least()));
            ranked.recogniser()
                    .firsts()
                    .chars()
                    .distinct()
                    .forEach(sign -> bySign.computeIfAbsent((char) sign, none -> new ArrayList<>())
                            .add(ranked));
        }
        bySign.forEach((sign, asked) -> group[sign] = place(asked));
        looks.add(new BitSet());
        looks.add(everything());
        groups.stream().skip(1).forEach(asked -> looks.add(followers(asked)));
        for (int character = 0; character < look.length; character++) {
            char sign = Decoding.fold((char) character);
            boolean several = Decoding.opens((char) character) || sign == Decoding.INVISIBLE;
            look[character] = several ? ANYBODY : group[sign] == NOBODY ? NOBODY : (byte) (1 + group[sign]);
        }
    }

    private static BitSet everything() {
        BitSet all = new BitSet();
        all.set(0, Character.MAX_VALUE + 1);
        return all;
    }

    /** The characters that may stand second in what begins with a sign of the group. */
    private static BitSet followers(List<Ranked> asked) {
        BitSet signs = new BitSet();
        for (Ranked ranked : asked) {
            String own = ranked.recogniser().seconds();
            if (own.isEmpty()) {
                return everything();
            }
            own.chars().forEach(signs::set);
        }
        BitSet characters = new BitSet();
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            char sign = Decoding.fold((char) character);
            boolean several = Decoding.opens((char) character) || sign == Decoding.INVISIBLE;
            characters.set(character, several || signs.get(sign));
        }
        return characters;
    }

    /** Who is to be asked at a sign, the strongest first. */
    List<Ranked> at(char sign) {
        return groups.get(group[sign]);
    }

    /** The first character at or after an index that needs a closer look, or the length of the text. */
    int next(CharSequence text, int from) {
        int at = from;
        int end = text.length();
        while (at < end) {
            byte needs = look[text.charAt(at)];
            if (needs != NOBODY && (at + 1 == end || looks.get(needs).get(text.charAt(at + 1)))) {
                return at;
            }
            at++;
        }
        return end;
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
