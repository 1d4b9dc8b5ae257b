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

    /** By character as it comes: whether to pass it, to glance at it, or to look closer at it. */
    private final byte[] care = new byte[1 << 16];

    private final Openings openings = new Openings();

    /** By sign: the place in {@link #groups}. */
    private final byte[] group = new byte[1 << 16];

    private final List<List<Ranked>> groups = new ArrayList<>();
    private final List<Glance> glances = new ArrayList<>();

    /**
     * A recogniser and its place among all.
     *
     * @param rank 0 is the strongest
     * @param least {@link Recogniser#least()}, as far as it is looked at
     * @param classes its classes of {@link Openings}; none when it looks itself where its values may begin
     */
    record Ranked(Recogniser recogniser, int rank, int least, int classes) {

        /** Whether every value of it can be ruled out before its characters are read as signs. */
        private boolean glances() {
            return recogniser.glances() || !recogniser.seconds().isEmpty();
        }
    }

    /** @param recognisers the strongest first */
    Triggers(List<Recogniser> recognisers) {
        groups.add(List.of());
        Map<Character, List<Ranked>> bySign = new HashMap<>();
        for (int rank = 0; rank < recognisers.size(); rank++) {
            Recogniser recogniser = recognisers.get(rank);
            recogniser.glance().ifPresent(glances::add);
            int classes = recogniser.glance().isPresent() ? 0 : openings.add(recogniser);
            Ranked ranked = new Ranked(recogniser, rank, Math.min(Room.ENOUGH, recogniser.least()), classes);
            recogniser
                    .firsts()
                    .chars()
                    .distinct()
                    .forEach(sign -> bySign.computeIfAbsent((char) sign, none -> new ArrayList<>())
                            .add(ranked));
        }
        bySign.forEach((sign, asked) -> group[sign] = place(asked));
        byte[] byGroup = new byte[groups.size()];
        for (int i = 0; i < byGroup.length; i++) {
            byGroup[i] = care(groups.get(i));
        }
        for (int character = 0; character < care.length; character++) {
            boolean special = isSpecial((char) character);
            char sign = Decoding.fold((char) character);
            byte needs = byGroup[group[sign]];
            care[character] = special ? LOOK : needs == LOOK && Room.matters(sign) ? GLANCE : needs;
        }
    }

    /** Who is to be asked at a sign, the strongest first. */
    List<Ranked> at(char sign) {
        return groups.get(group[sign]);
    }

    /** Those that look for themselves where their values may begin. */
    List<Glance> glances() {
        return List.copyOf(glances);
    }

    /**
     * The first character at or after an index that needs a closer look for the sake of the others, or the length of the
     * text.
     *
     * @param single from here on up to {@code from} each character is a sign of its own
     */
    int next(Characters text, int single, int from) {
        int at = openings.next(text, from);
        while (at < text.length() && isPassed(text, single, at)) {
            at = openings.next(text, at + 1);
        }
        return at;
    }

    private boolean isPassed(Characters text, int single, int at) {
        byte needs = care[text.charAt(at)];
        return needs == PASS || (needs == GLANCE && !mayBegin(text, single, at));
    }

    private boolean mayBegin(Characters text, int single, int at) {
        char sign = Decoding.fold(text.charAt(at));
        if (at > single && goesOn(Decoding.fold(text.charAt(at - 1)), sign)) {
            return false;
        }
        int room = Room.matters(sign) ? room(text, at) : Room.ENOUGH;
        int classes = openings.classes(text, at);
        List<Ranked> asked = at(sign);
        for (int i = 0; i < asked.size(); i++) {
            Ranked ranked = asked.get(i);
            boolean may = (ranked.classes() & classes) != 0 && ranked.least() <= room;
            if (may && ranked.recogniser().mayBegin(text, single, at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a sign goes on with a run of digits or with a word, so that nothing begins with it. */
    static boolean goesOn(char before, char sign) {
        return Stretch.isLetter(sign) ? Stretch.isWord(before) : Numerals.join(before, sign);
    }

    /**
     * How many letters, digits and marks stand together, up to {@value Room#ENOUGH}; that many, too, when it is not seen, since
     * nobody need be waited for in order to be asked.
     */
    private int room(Characters text, int from) {
        Room room = new Room();
        for (int at = from; room.isOpen(); at++) {
            if (at == text.length() || isSpecial(text.charAt(at))) {
                return Room.ENOUGH;
            }
            room.take(Decoding.fold(text.charAt(at)));
        }
        return room.signs();
    }

    private static byte care(List<Ranked> asked) {
        List<Ranked> own = asked.stream()
                .filter(one -> one.recogniser().glance().isEmpty())
                .toList();
        if (own.isEmpty()) {
            return PASS;
        }
        return own.stream().allMatch(Ranked::glances) ? GLANCE : LOOK;
    }

    /** Whether a character is not one sign of its own. */
    static boolean isSpecial(char character) {
        return Decoding.opens(character) || Decoding.fold(character) == Decoding.INVISIBLE;
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
