package io.jianhu.guard;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Span;
import io.jianhu.text.Words;
import java.util.List;
import java.util.function.Consumer;

/** One reading of a text by a {@link ClueGuard}: one normalised character after the other, whatever the pieces. */
final class Reading implements Guard.Watch {

    private final ClueGuard guard;
    private final Side side;
    private final Words words;
    private final Normaliser normaliser = new Normaliser(this::character);
    private final Recent recent;
    private final Gaps gaps = new Gaps();
    private final List<Search> searches;
    private final Reprieves reprieves = new Reprieves();
    private final Consumer<Sight> seen = this::seen;
    private Consumer<Finding> report = finding -> {};
    private int state = Words.START;
    private int leads;
    private int sentence;

    Reading(ClueGuard guard, Side side) {
        this.guard = guard;
        this.side = side;
        words = guard.words;
        recent = new Recent(guard.reach);
        searches = guard.sought.stream()
                .map(one -> new Search(one.expression(), one.use()))
                .toList();
    }

    @Override
    public int read(CharSequence text, Consumer<Finding> report) {
        this.report = report;
        normaliser.read(text);
        return settled();
    }

    @Override
    public void end(Consumer<Finding> report) {
        this.report = report;
        normaliser.end();
        searches.forEach(search -> search.end(recent, seen));
        reprieves.resolve(Integer.MAX_VALUE, (clue, none) -> none, this::certain);
    }

    private int settled() {
        int settled = normaliser.waiting();
        int open = words.open(state);
        if (open > 0) {
            settled = Math.min(settled, recent.start(recent.count() - open));
        }
        settled = reprieves.earliest(gaps.earliest(settled));
        if (leads > 0) {
            for (Search search : searches) {
                if (search.lead() >= 0 && !search.use().takesBack()) {
                    settled = Math.min(settled, recent.start(search.lead()));
                }
            }
        }
        return settled;
    }

    private void character(int codePoint, int start, int end) {
        int index = recent.count();
        if (codePoint <= 0xFFFF) {
            half((char) codePoint, start, end);
        } else {
            half(Character.highSurrogate(codePoint), start, end);
            half(Character.lowSurrogate(codePoint), start, end);
        }
        search(index, guard.beginners(codePoint));
        reprieves.resolve(recent.sentence(), this::undecided, this::certain);
        if (recent.sentence() != sentence) {
            sentence = recent.sentence();
            if (!reprieves.isIdle()) {
                reprieves.forget(gaps.earliestSentence(recent.oldestSentence()));
            }
        }
    }

    private void half(char character, int start, int end) {
        recent.add(character, start, end);
        state = words.step(state, character);
        for (int hit = words.hit(state); hit != Words.NONE; hit = words.nextHit(hit)) {
            word(words.word(hit), words.length(hit));
        }
        gaps.passed(character, recent);
    }

    private void word(int word, int length) {
        int last = recent.count() - 1;
        int first = last - length + 1;
        for (Phrases.Part part : guard.parts[word]) {
            switch (part) {
                case Phrases.Part.Whole whole ->
                    seen(new Sight(
                            whole.use(),
                            new Span(recent.start(first), recent.end(last)),
                            recent.sentence(first),
                            recent.sentence(last)));
                case Phrases.Part.Piece piece -> {
                    Sight completed = gaps.piece(piece, first, recent);
                    if (completed != null) {
                        seen(completed);
                    }
                }
            }
        }
    }

    /** Lets those expressions read that are open or may begin here; the others would only forget what they do not know. */
    private void search(int index, int[] beginners) {
        if (leads == 0) {
            for (int beginner : beginners) {
                leads += read(searches.get(beginner), index);
            }
            return;
        }
        leads = 0;
        int next = 0;
        for (int i = 0; i < searches.size(); i++) {
            boolean begins = next < beginners.length && beginners[next] == i;
            next += begins ? 1 : 0;
            Search search = searches.get(i);
            if (begins || search.lead() >= 0) {
                leads += read(search, index);
            }
        }
    }

    private int read(Search search, int index) {
        search.read(index, recent, seen);
        return search.lead() >= 0 ? 1 : 0;
    }

    private void seen(Sight sight) {
        if (sight.use().takesBack()) {
            reprieves.takeBack(sight);
        } else if (guard.clues.get(sight.use().clue()).unless().isEmpty()) {
            certain(sight);
        } else {
            reprieves.wait(sight);
        }
    }

    private void certain(Sight sight) {
        Clue clue = guard.clues.get(sight.use().clue());
        report.accept(new Finding(clue.rule(), side, sight.span(), clue.severity()));
    }

    /** The earliest sentence in which an expression may still turn out to take a clue's matches back, or {@code none}. */
    private int undecided(int clue, int none) {
        int earliest = none;
        if (leads > 0) {
            for (Search search : searches) {
                if (search.lead() >= 0
                        && search.use().takesBack()
                        && search.use().clue() == clue) {
                    earliest = Math.min(earliest, recent.sentence(search.lead()));
                }
            }
        }
        return earliest;
    }
}
