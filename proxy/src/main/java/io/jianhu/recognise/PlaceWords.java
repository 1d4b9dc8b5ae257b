package io.jianhu.recognise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words that end the names of places, such as 区, 路 and 小区, and what is in no name. */
final class PlaceWords {

    static final int NO_WORD = 0;

    /** The word of a unit of administration. */
    static final int ADMINISTRATIVE = 1;

    /** The word of a road, a village or an estate. */
    static final int PLACE = 2;

    private static final String NONE = "-";

    private final boolean[] stops = new boolean[1 << 16];
    private final Pairs stopPairs = new Pairs();
    private final boolean[] borders = new boolean[1 << 16];
    private final PlaceWord[][] byEnd = new PlaceWord[1 << 16][];

    /** By sign, of which levels it is a word by itself. */
    private final byte[] alone = new byte[1 << 16];

    /** Two signs of which the second is no word by itself. */
    private final Pairs parted = new Pairs();

    /** The last two signs of the longer words, of units of administration and of places. */
    private final Pairs longerUnits = new Pairs();

    private final Pairs longerPlaces = new Pairs();

    /**
     * A word of a level.
     *
     * @param numbered whether it counts only when a door number follows
     * @param notAfter signs with which it is another word, such as 道 before 路
     * @param notBefore the same behind it, such as 民 behind 市
     */
    record PlaceWord(Level level, String text, boolean numbered, String notAfter, String notBefore) {}

    PlaceWords() {
        for (String line : Listing.of("levels.txt")) {
            String[] fields = line.split(" +", -1);
            switch (fields[0]) {
                case "stop" -> addStops(fields);
                case "border" -> fields[1].chars().forEach(sign -> borders[sign] = true);
                default -> add(fields);
            }
        }
    }

    private void addStops(String[] fields) {
        for (int i = 1; i < fields.length; i++) {
            if (fields.length == 2) {
                fields[i].chars().forEach(sign -> stops[sign] = true);
            } else {
                stopPairs.add(fields[i].charAt(0), fields[i].charAt(1));
            }
        }
    }

    private void add(String[] fields) {
        boolean numbered = fields[1].endsWith("*");
        String text = numbered ? fields[1].substring(0, fields[1].length() - 1) : fields[1];
        char end = text.charAt(text.length() - 1);
        List<PlaceWord> words = byEnd[end] == null ? new ArrayList<>() : new ArrayList<>(List.of(byEnd[end]));
        words.add(new PlaceWord(
                Level.valueOf(fields[0].toUpperCase(Locale.ROOT)),
                text,
                numbered,
                fields[2].equals(NONE) ? "" : fields[2],
                fields[3].equals(NONE) ? "" : fields[3]));
        addEnding(words.getLast());
        words.sort(Comparator.comparingInt(word -> -word.text().length()));
        byEnd[end] = words.toArray(PlaceWord[]::new);
    }

    private void addEnding(PlaceWord word) {
        int last = word.text().length() - 1;
        char end = word.text().charAt(last);
        boolean unit = word.level().isAdministrative();
        if (last > 0) {
            (unit ? longerUnits : longerPlaces).add(word.text().charAt(last - 1), end);
        } else {
            alone[end] = (byte) (unit ? ADMINISTRATIVE : PLACE);
            word.notAfter().chars().forEach(before -> parted.add((char) before, end));
        }
    }

    /** Whether a sign may be part of a name. */
    boolean isNameable(char sign) {
        return Stretch.isChinese(sign) && !stops[sign];
    }

    /** Whether no name that is not known begins with this sign or goes on over it. */
    boolean isBorder(char sign) {
        return !isNameable(sign) || borders[sign];
    }

    /** Whether a word ends with this sign. */
    boolean isEnd(char sign) {
        return byEnd[sign] != null;
    }

    /**
     * Which levels' words may end with a sign, by the one before it: {@link #NO_WORD}, or one or both of
     * {@link #ADMINISTRATIVE} and {@link #PLACE}.
     */
    int endings(char before, char end) {
        int endings = longerUnits.has(before, end) ? ADMINISTRATIVE : NO_WORD;
        endings |= longerPlaces.has(before, end) ? PLACE : NO_WORD;
        return alone[end] == NO_WORD || parted.has(before, end) ? endings : endings | alone[end];
    }

    /** Whether a name cannot go on over this sign and the next. */
    boolean stops(Stretch stretch, int at) {
        char sign = stretch.sign(at);
        return !isNameable(sign) || (stopPairs.has(sign) && stopPairs.has(sign, stretch.sign(at + 1)));
    }

    /**
     * The sign after the first name with its word that begins here, or -1.
     *
     * @param most the most signs it may have
     */
    int end(Stretch stretch, int from, int most) {
        for (int at = from; at - from < most && !stops(stretch, at); at++) {
            if (at > from && byEnd[stretch.sign(at)] != null && word(stretch, from, at + 1) != null) {
                return at + 1;
            }
        }
        return -1;
    }

    /** The longest word that ends a name here, or null. */
    @Nullable
    PlaceWord word(Stretch stretch, int from, int end) {
        PlaceWord[] words = byEnd[stretch.sign(end - 1)];
        if (words == null) {
            return null;
        }
        for (PlaceWord word : words) {
            int start = end - word.text().length();
            boolean stands =
                    start > from && start - from <= word.level().longestName() && stretch.has(start, word.text());
            if (stands
                    && word.notAfter().indexOf(stretch.sign(start - 1)) < 0
                    && word.notBefore().indexOf(stretch.sign(end)) < 0
                    && (!word.numbered() || DoorNumber.read(stretch, end).found())) {
                return word;
            }
        }
        return null;
    }
}
