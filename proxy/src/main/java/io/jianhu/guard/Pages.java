package io.jianhu.guard;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Spelling;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One reading of a text by some guards: normalised once, with a page for each spelling, whatever the pieces. */
final class Pages implements Guard.Watch {

    private final Normaliser normaliser;
    private final Page[] pages;
    /** The page of the readings that also look at the text as it was written; empty when there are none. */
    private final Page[] written;

    Pages(Map<Spelling, List<ClueGuard>> bySpelling, Side side) {
        Map<Spelling, Page> bound = new EnumMap<>(Spelling.class);
        bySpelling.forEach((spelling, own) -> bound.put(spelling, new Page(spelling, own, side)));
        pages = bound.values().toArray(Page[]::new);
        written = bound.values().stream().filter(Page::isWritten).toArray(Page[]::new);
        normaliser = new Normaliser(bound);
    }

    @Override
    public int read(CharSequence text, Consumer<Finding> report) {
        for (Page page : pages) {
            page.report(report);
        }
        for (int i = 0; i < text.length(); i++) {
            read(text.charAt(i));
        }
        int settled = Integer.MAX_VALUE;
        for (Page page : pages) {
            settled = Math.min(settled, page.settled(normaliser.waiting(page.spelling())));
        }
        return settled;
    }

    /** All pages come to terms with each character before the next, so that findings come in one order in every cutting. */
    private void read(char character) {
        for (Page page : written) {
            page.written(character);
        }
        normaliser.read(character);
        for (Page page : pages) {
            if (page.isBusy()) {
                page.settle(normaliser.waiting(page.spelling()));
            }
        }
    }

    @Override
    public void end(Consumer<Finding> report) {
        for (Page page : pages) {
            page.report(report);
        }
        normaliser.end();
        for (Page page : pages) {
            page.end();
        }
    }
}
