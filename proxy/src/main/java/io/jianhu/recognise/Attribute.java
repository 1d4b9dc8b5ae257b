package io.jianhu.recognise;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody is, has or did, such as 民族：汉 and 患有糖尿病. It counts only behind words that say whose it is; nothing is
 * concluded from what is not said. What is found is the value without these words.
 */
final class Attribute implements Recogniser {

    /** What stands between the words before a value and the value. */
    private static final String FILLERS = " :=|\n\"“「[(";

    private static final String LINKS = "是为有了";
    private static final int MOST_FILLERS = 4;
    private static final String AMOUNT = "#amount";

    private final Kind kind;
    private final Words labels;
    private final Words self;
    private final Words values;
    private final boolean amount;
    private final Words unless;
    private final String firsts;
    private final String seconds;

    /**
     * @param labels words before a value
     * @param self words before a value by which somebody speaks of himself
     * @param values what a value may be
     * @param unless what, before or behind, tells that nobody's own is meant
     */
    Attribute(Kind kind, List<String> labels, List<String> self, List<String> values, List<String> unless) {
        this.kind = kind;
        this.labels = new Words(labels);
        this.self = new Words(self);
        this.values = new Words(values);
        this.unless = new Words(unless);
        amount = values.contains(AMOUNT);
        Set<Character> begin = new TreeSet<>();
        Set<Character> follow = new TreeSet<>();
        for (List<String> words : List.of(labels, self)) {
            for (String word : words) {
                begin.add(word.charAt(0));
                (word.length() > 1 ? word.substring(1, 2) : FILLERS + LINKS + firsts(values))
                        .chars()
                        .forEach(sign -> follow.add((char) sign));
            }
        }
        firsts = joined(begin);
        seconds = joined(follow);
    }

    private static String firsts(List<String> values) {
        StringBuilder firsts = new StringBuilder();
        values.forEach(value -> firsts.append(value.charAt(0)));
        return firsts.toString();
    }

    private static String joined(Set<Character> signs) {
        StringBuilder joined = new StringBuilder();
        signs.forEach(joined::append);
        return joined.toString();
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String firsts() {
        return firsts;
    }

    @Override
    public String seconds() {
        return seconds;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int label = labels.end(stretch, from);
        int own = self.end(stretch, from);
        if ((label < 0 && own < 0) || unless.ends(stretch, from)) {
            return Match.NONE;
        }
        int start = behind(stretch, Math.max(label, own));
        int end = amount ? Amount.end(stretch, start) : values.end(stretch, start);
        boolean whole = end > start + 1 || (end == start + 1 && label > own && !Stretch.isChinese(stretch.sign(end)));
        return whole && !unless.begins(stretch, end) ? new Match(start, end, Evidence.LABELLED) : Match.NONE;
    }

    private static int behind(Stretch stretch, int from) {
        int at = from;
        while (at - from < MOST_FILLERS
                && (FILLERS.indexOf(stretch.sign(at)) >= 0 || LINKS.indexOf(stretch.sign(at)) >= 0)) {
            at++;
        }
        return at;
    }
}
