package io.jianhu.recognise;

import java.util.EnumSet;
import java.util.Set;

/** One reading of an address, part by part: names of places with the words of their levels, and numbers. */
final class AddressReading {

    /** An address longer than this is hidden as far as it goes by parts that begin before. */
    private static final int LONGEST = 100;

    private static final int LONGEST_NAME = 10;
    private static final int LONGEST_BUILDING = 8;
    private static final int LONGEST_HAMLET = 4;
    private static final int LONGEST_TAIL = 24;
    private static final int MOST_DIGITS = 5;
    private static final int LONGEST_GAP = 2;
    static final String GAPS = " _-·,";

    private final Stretch stretch;
    private final Places places;
    private final PlaceWords words;
    private final int from;
    private final boolean alone;
    private final Set<Level> levels = EnumSet.noneOf(Level.class);
    private boolean place;
    private int administrative;
    private int at;
    private int numbers;
    private boolean strong;

    AddressReading(Stretch stretch, Places places, PlaceWords words, int from, boolean alone) {
        this.stretch = stretch;
        this.places = places;
        this.words = words;
        this.from = from;
        this.alone = alone;
        at = from;
        while (at - from < LONGEST && part(afterGap())) {
            // Each part moves on.
        }
    }

    /** The sign after the last part. */
    int end() {
        return at;
    }

    /** Whether a door, a building or a room is told, after a place. */
    boolean hasDoor() {
        return strong;
    }

    boolean hasNumber() {
        return numbers > 0;
    }

    /** Whether there is a road, a village or an estate. */
    boolean hasPlace() {
        return place;
    }

    int administrative() {
        return administrative;
    }

    private void take(Level level) {
        if (levels.add(level)) {
            place |= !level.isAdministrative();
            administrative += level.isAdministrative() ? 1 : 0;
        }
    }

    /** Takes in what an address on a line of its own ends with, such as the name of a shop. */
    void takeTail() {
        int end = afterGap();
        if (stretch.text(at, end).indexOf(',') >= 0) {
            return;
        }
        int digits = 0;
        while (end - at < LONGEST_TAIL && (stretch.isWord(end) || !words.stops(stretch, end))) {
            digits = stretch.isDigit(end) ? digits + 1 : 0;
            if (digits > MOST_DIGITS) {
                return;
            }
            end++;
        }
        at = end - at < LONGEST_TAIL && end > afterGap() ? end : at;
    }

    private int afterGap() {
        int next = at;
        while (at > from && next - at < LONGEST_GAP && GAPS.indexOf(stretch.sign(next)) >= 0) {
            next++;
        }
        return next;
    }

    private boolean part(int start) {
        return (numbers == 0 && !roadOfThatName(start) && known(start))
                || number(start)
                || named(start)
                || building(start);
    }

    private boolean known(int start) {
        int end = places.match(stretch, start);
        if (end < 0 || hasPlace()) {
            return false;
        }
        take(places.level(stretch, start, end));
        at = Places.afterWord(stretch, end);
        return true;
    }

    /** Whether a known name is that of a road or a village, such as 南京路. */
    private boolean roadOfThatName(int start) {
        int end = places.match(stretch, start);
        for (int at = end + 1; end >= 0 && at <= end + 3 && isNamed(at - 1); at++) {
            PlaceWords.PlaceWord word = words.word(stretch, start, at);
            if (word != null
                    && !word.level().isAdministrative()
                    && at - word.text().length() <= (word.level() == Level.ESTATE ? end : end + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(int at) {
        return words.isNameable(stretch.sign(at)) || stretch.isWord(at) || GAPS.indexOf(stretch.sign(at)) >= 0;
    }

    private boolean number(int start) {
        if (levels.isEmpty()) {
            return false;
        }
        DoorNumber number = DoorNumber.read(stretch, start);
        if (!number.found()) {
            return false;
        }
        count(number);
        return true;
    }

    private void count(DoorNumber number) {
        numbers++;
        at = number.end();
        strong |= number.strong() && hasPlace();
    }

    private boolean named(int start) {
        int end = words.end(stretch, start, LONGEST_NAME);
        if (end < 0) {
            return false;
        }
        PlaceWords.PlaceWord word = words.word(stretch, start, end);
        if (word == null || (numbers > 0 && word.level().isAdministrative())) {
            return false;
        }
        take(word.level());
        at = end;
        return true;
    }

    /** A name without a word, right before the number of a building or a room. */
    private boolean building(int start) {
        if (levels.isEmpty()) {
            return false;
        }
        int end = start;
        while (end - start < LONGEST_BUILDING && !words.stops(stretch, end)) {
            if (end - start >= 2 && isDoor(end, end - start)) {
                break;
            }
            end++;
        }
        if (end - start < 2 || !isDoor(end, end - start)) {
            return false;
        }
        take(Level.ESTATE);
        count(DoorNumber.read(stretch, end));
        return true;
    }

    /** Whether a number stands here that a name of some length may have though it has no word. */
    private boolean isDoor(int start, int name) {
        DoorNumber number = DoorNumber.read(stretch, start);
        if (!number.found() || (number.plain() && !(numbers == 0 && name <= LONGEST_HAMLET && isDeep()))) {
            return number.found() && alone;
        }
        return alone
                || number.strong()
                || DoorNumber.read(stretch, number.end()).strong();
    }

    /** Whether what is left to tell is no wider than a hamlet. */
    private boolean isDeep() {
        return hasPlace() || levels.contains(Level.TOWN) || administrative() >= 2;
    }
}
