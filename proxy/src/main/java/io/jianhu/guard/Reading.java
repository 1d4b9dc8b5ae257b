package io.jianhu.guard;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.text.Span;
import io.jianhu.text.Words;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one guard makes of a {@link Page}: one normalised character after the other, whatever the pieces. */
final class Reading implements Moment {

    private final Plan plan;
    private final Side side;
    private final Words words;
    private final Recent recent;
    private final Trails trails = new Trails();
    private final Searches searches;
    private final boolean comparing;
    private final Joins joins;
    private final Written written;
    private final @Nullable Words holding;
    private final Trails.Found chained = this::chained;
    private final BiConsumer<Use, Sight> seen = this::seen;
    private final BiConsumer<Use.Report, Span> found = this::found;
    private Consumer<Finding> report = finding -> {};
    private int state = Words.START;
    private int expected;
    private int frontier;
    private boolean over;

    /**
     * @param recent the characters of the page
     * @param unsettled is told when sights wait, and when none does any more
     */
    Reading(ClueGuard guard, Side side, Recent recent, Unsettled unsettled) {
        plan = guard.plan;
        this.side = side;
        this.recent = recent;
        words = plan.words();
        holding = plan.holding().orElse(null);
        searches = new Searches(guard, recent, seen);
        comparing = !plan.likenesses().isEmpty();
        joins = new Joins(plan.joins(), seen, unsettled);
        written = new Written(plan.lookouts(), side);
    }

    Plan plan() {
        return plan;
    }

    void report(Consumer<Finding> report) {
        this.report = report;
    }

    /** Takes a character as it was written; answers where the earliest sight to come begins. */
    int written(char character) {
        written.read(character);
        return written.earliestAny(Integer.MAX_VALUE);
    }

    /** Reads the character that was added last. */
    void read(char character, boolean sentenceEnded) {
        state = words.step(state, character);
        int hit = words.hit(state);
        if (hit != Words.NONE) {
            for (; hit != Words.NONE; hit = words.nextHit(hit)) {
                word(words.word(hit));
            }
            trails.tell(chained);
        }
        if (sentenceEnded && comparing) {
            sentence(recent.completeSentenceBegin());
        }
    }

    /** Looks ahead at letters that have not been added; answers whether no word ends at any of them. */
    boolean expect(String letters) {
        int next = state;
        for (int i = 0; i < letters.length(); i++) {
            next = words.step(next, letters.charAt(i));
            if (words.hit(next) != Words.NONE) {
                return false;
            }
        }
        expected = next;
        return true;
    }

    /** Reads the letters that were looked at last; they have been added. */
    void readExpected() {
        state = expected;
    }

    /** Follows expressions over the code point that was added last, at {@code index}. */
    void search(int codePoint, int index) {
        searches.read(codePoint, index);
    }

    void end() {
        written.end();
        written.place(Integer.MAX_VALUE, recent, seen, found);
        searches.end();
        sentence(recent.sentenceBegin());
        over = true;
        join(Integer.MAX_VALUE);
    }

    /** Takes note of how far the text as it was written has been normalised. */
    void place(int normalised) {
        written.place(normalised, recent, seen, found);
    }

    /** Joins what can be, when everything before {@code frontier} was read. */
    void join(int frontier) {
        if (!joins.isIdle()) {
            this.frontier = frontier;
            joins.settle(this);
        }
    }

    /** No finding still to come begins before this place of the text, when all before {@code normalised} was read. */
    int settled(int normalised) {
        int settled = normalised;
        int open = words.open(state);
        if (open > 0) {
            int held = holding == null ? open : held(holding, open);
            if (held > 0) {
                settled = Math.min(settled, recent.start(recent.count() - held));
            }
        }
        int trail = trails.earliest(recent, recent.count() - open);
        if (trail != Trail.NOWHERE) {
            settled = Math.min(settled, recent.start(trail));
        }
        if (plan.holdsSentence() && recent.sentenceBegin() < recent.count()) {
            settled = Math.min(settled, recent.start(recent.sentenceBegin()));
        }
        return written.earliestHeld(joins.earliest(searches.earliest(settled)));
    }

    /** How many of the last characters, at most {@code open}, may be the beginning of a word that is held for. */
    private int held(Words holding, int open) {
        int at = Words.START;
        for (int i = recent.count() - open; i < recent.count(); i++) {
            at = holding.step(at, recent.character(i));
        }
        return holding.open(at);
    }

    private void word(int word) {
        Vocabulary.Meaning meaning = plan.meanings()[word];
        int to = recent.count();
        int from = to - meaning.length();
        for (Use use : meaning.whole()) {
            seen(use, recent.sight(from, to));
        }
        for (Vocabulary.Nearby nearby : meaning.nearby()) {
            joins.near(nearby, from, to);
        }
        trails.word(word, from, meaning.beginning(), meaning.following(), recent);
    }

    private void chained(Use use, int from) {
        seen(use, recent.sight(from, recent.count()));
    }

    /** Compares the sentence that begins at an index and ends with the last character. */
    private void sentence(int begin) {
        if (begin < recent.count()) {
            int[] sentence = Likeness.pairs(recent.text(begin, recent.count()));
            for (Plan.Alike alike : plan.likenesses()) {
                if (alike.likeness().isLike(sentence)) {
                    seen(alike.use(), recent.sight(begin, recent.count()));
                }
            }
        }
    }

    private void seen(Use use, Sight sight) {
        switch (use) {
            case Use.Report finding -> found(finding, sight.span());
            case Use.Part part -> joins.part(part, sight);
            case Use.Taking taking -> joins.take(taking, sight, recent.count());
        }
    }

    private void found(Use.Report finding, Span span) {
        Clue clue = plan.clues().get(finding.clue());
        report.accept(new Finding(clue.rule(), side, span, clue.severity()));
    }

    @Override
    public int count() {
        return recent.count();
    }

    @Override
    public int sentence() {
        return recent.sentence();
    }

    @Override
    public int open() {
        return recent.count() - words.open(state);
    }

    @Override
    public int frontier() {
        return frontier;
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public int frontier(Sources sources) {
        if (over) {
            return Integer.MAX_VALUE;
        }
        int least = frontier;
        if (sources.sentence() && recent.sentenceBegin() < recent.count()) {
            least = Math.min(least, recent.end(recent.count() - 1) - 1);
        }
        for (int expression : sources.expressions()) {
            int lead = searches.lead(expression);
            least = lead < 0 ? least : Math.min(least, recent.start(lead));
        }
        for (int lookout : sources.lookouts()) {
            least = Math.min(least, written.earliest(lookout));
        }
        for (int join : sources.joins()) {
            least = Math.min(least, joins.frontier(join, this));
        }
        return least;
    }

    @Override
    public int sentence(Sources sources) {
        int earliest = Integer.MAX_VALUE;
        for (int expression : sources.expressions()) {
            int lead = searches.lead(expression);
            earliest = lead < 0 ? earliest : Math.min(earliest, recent.sentence(lead));
        }
        for (int lookout : sources.lookouts()) {
            earliest = Math.min(earliest, recent.sentence(recent.after(written.earliest(lookout))));
        }
        return earliest;
    }
}
