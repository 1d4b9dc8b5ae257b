package io.jianhu.recognise;

import java.util.Optional;

/**
 * An address down to a road, a village or an estate, and further. Levels may be missing. It counts with a door number
 * behind a road, village or estate; with two levels of administration before one; or with less behind a label such as
 * 住址. The address of a public office does not count.
 */
final class Address implements Recogniser {

    private static final Kind KIND = new Kind("address", "住址", Kind.Sensitivity.CONSERVATIVE);

    /** The greatest number of signs, with its word, of a name that begins an address and is not known. */
    static final int REACH = 7;

    private static final Labels LABELS = Labels.of(
            "地址", "住址", "住在", "家住", "我住", "现住", "现居", "居住地", "居住地址", "户籍地址", "居住于", "居住在", "户籍", "户籍地", "户籍所在地", "籍贯",
            "收货", "送达", "寄到", "寄往", "送到", "家在", "住处", "住所", "住地", "通讯", "address", "addr");

    private static final String FILLERS = " :=-\"'“”‘’「」『』()[]{}【】<>|*`#/\n为是在于就叫";
    private static final int MOST_FILLERS = 8;

    private final Places places = new Places();
    private final PlaceWords words = new PlaceWords();
    private final Offices offices = new Offices(words);
    private final Pairs labels = LABELS.beginnings();
    private final Optional<Glance> glance = Optional.of(new AddressGlance(words, places.beginnings(), LABELS));
    private final String firsts = firsts(words, labels);

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return firsts;
    }

    @Override
    public Optional<Glance> glance() {
        return glance;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        char first = stretch.sign(from);
        if (labels.has(first) && labels.has(first, stretch.sign(from + 1))) {
            int start = afterLabel(stretch, from);
            if (start > from) {
                return read(stretch, start, true);
            }
        }
        return begins(stretch, from) ? read(stretch, from, false) : Match.NONE;
    }

    @Override
    public String canonical(String signs) {
        StringBuilder plain = new StringBuilder(signs.length());
        for (int i = 0; i < signs.length(); i++) {
            char sign = signs.charAt(i);
            if (Character.isLetterOrDigit(sign)) {
                plain.append(Character.toLowerCase(sign));
            }
        }
        return plain.toString();
    }

    private Match read(Stretch stretch, int from, boolean labelled) {
        boolean alone = labelled || beginsLine(stretch, from);
        AddressReading reading = new AddressReading(stretch, places, words, from, alone);
        boolean full = reading.hasPlace() && (reading.hasDoor() || reading.administrative() >= 2);
        boolean enough = reading.hasPlace()
                || reading.administrative() >= 2
                || (reading.administrative() == 1 && reading.hasNumber());
        boolean door = reading.hasNumber() && (reading.hasPlace() || reading.administrative() >= 1);
        if (!full && !(labelled && enough) && !(alone && door)) {
            return Match.NONE;
        }
        if (offices.before(stretch, from) || offices.within(stretch, from, reading.end(), !alone)) {
            return Match.NONE;
        }
        if (alone && (reading.hasNumber() || (reading.hasPlace() && reading.administrative() >= 2))) {
            reading.takeTail();
        }
        Evidence evidence = labelled
                ? Evidence.LABELLED
                : (reading.hasDoor() && reading.administrative() > 0) ? Evidence.NEIGHBOURS : Evidence.SHAPE;
        return new Match(from, reading.end(), evidence);
    }

    /** Whether a known name stands here, or a name with its word near enough; inside a name, only the last in reach. */
    private boolean begins(Stretch stretch, int from) {
        if (words.isBorder(stretch.sign(from)) && places.match(stretch, from) < 0) {
            return false;
        }
        if (places.match(stretch, from) >= 0) {
            return true;
        }
        return words.isBorder(stretch.sign(from - 1)) ? isName(stretch, from) : isLastInReach(stretch, from);
    }

    private boolean isName(Stretch stretch, int from) {
        for (int at = from; at - from < REACH && !words.isBorder(stretch.sign(at)); at++) {
            if (words.word(stretch, from, at + 1) != null) {
                return true;
            }
        }
        return false;
    }

    private boolean isLastInReach(Stretch stretch, int from) {
        int last = from + REACH - 1;
        if (last < stretch.length() && !words.isEnd(stretch.sign(last))) {
            return false;
        }
        for (int at = from; at - from < REACH; at++) {
            if (words.isBorder(stretch.sign(at))) {
                return false;
            }
        }
        return words.word(stretch, from, from + REACH) != null;
    }

    private static boolean beginsLine(Stretch stretch, int from) {
        char before = stretch.sign(from - 1);
        return before == Stretch.EDGE || before == '\n';
    }

    private static int afterLabel(Stretch stretch, int from) {
        int at = LABELS.match(stretch, from);
        for (int next = at; next > 0; next = LABELS.match(stretch, next)) {
            at = next;
        }
        for (int fillers = 0; at >= 0 && fillers < MOST_FILLERS && FILLERS.indexOf(stretch.sign(at)) >= 0; fillers++) {
            at++;
        }
        return at;
    }

    /** What a name may begin with, and what labels do. */
    private static String firsts(PlaceWords words, Pairs labels) {
        StringBuilder firsts = new StringBuilder();
        for (int sign = 0; sign < Character.MAX_VALUE; sign++) {
            if (words.isNameable((char) sign) || labels.has((char) sign)) {
                firsts.append((char) sign);
            }
        }
        return firsts.toString();
    }
}
