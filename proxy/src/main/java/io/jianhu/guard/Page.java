package io.jianhu.guard;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A text in one spelling, character by character, and the readings that follow it. Used by one thread. */
final class Page implements Normaliser.Sink {

    private final Spelling spelling;
    private final Recent recent;
    private final Unsettled unsettled = new Unsettled();
    private final Reading[] readings;
    /** Those that also look at the text as it was written. */
    private final Reading[] written;
    /** Those that follow expressions. */
    private final Reading[] searching;
    /** Those in which sights may wait for others. */
    private final Reading[] joining;

    Page(Spelling spelling, List<ClueGuard> guards, Side side) {
        this.spelling = spelling;
        int reach = 0;
        for (ClueGuard guard : guards) {
            reach = Math.max(reach, guard.plan.reach());
        }
        recent = new Recent(reach);
        readings = new Reading[guards.size()];
        for (int i = 0; i < readings.length; i++) {
            readings[i] = new Reading(guards.get(i), side, recent, unsettled);
        }
        written = those(plan -> !plan.lookouts().isEmpty());
        searching = those(plan -> !plan.expressions().isEmpty());
        joining = those(plan -> !plan.joins().isEmpty());
    }

    private Reading[] those(Predicate<Plan> which) {
        Reading[] those = new Reading[readings.length];
        int count = 0;
        for (Reading reading : readings) {
            if (which.test(reading.plan())) {
                those[count++] = reading;
            }
        }
        return count == those.length ? those : Arrays.copyOf(those, count);
    }

    Spelling spelling() {
        return spelling;
    }

    boolean isWritten() {
        return written.length > 0;
    }

    /** Takes who is told of what is found from now on. */
    void report(Consumer<Finding> report) {
        for (Reading reading : readings) {
            reading.report(report);
        }
    }

    /** Takes a character as it was written, before it is normalised. */
    void written(char character) {
        int earliest = Integer.MAX_VALUE;
        for (Reading reading : written) {
            earliest = Math.min(earliest, reading.written(character));
        }
        recent.keep(earliest);
    }

    /** Whether something waits to be settled. */
    boolean isBusy() {
        return written.length > 0 || unsettled.any();
    }

    /** Settles what can be, when everything before {@code normalised} was read. */
    void settle(int normalised) {
        for (Reading reading : written) {
            reading.place(normalised);
        }
        for (Reading reading : joining) {
            reading.join(normalised);
        }
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        joinBefore(start);
        int index = recent.count();
        if (codePoint <= 0xFFFF) {
            half((char) codePoint, start, end);
        } else {
            half(Character.highSurrogate(codePoint), start, end);
            half(Character.lowSurrogate(codePoint), start, end);
        }
        for (Reading reading : searching) {
            reading.search(codePoint, index);
        }
    }

    @Override
    public void acceptAll(String letters, int start, int end) {
        boolean quiet = searching.length == 0 && recent.isWithinSentence(letters.length());
        for (int i = 0; i < readings.length && quiet; i++) {
            quiet = readings[i].expect(letters);
        }
        if (!quiet) {
            Normaliser.Sink.super.acceptAll(letters, start, end);
            return;
        }
        joinBefore(start);
        recent.addAll(letters, start, end);
        for (Reading reading : readings) {
            reading.readExpected();
        }
    }

    private void joinBefore(int start) {
        if (unsettled.any() && start >= recent.end(recent.count() - 1)) {
            for (Reading reading : joining) {
                reading.join(start);
            }
        }
    }

    private void half(char character, int start, int end) {
        boolean ended = recent.add(character, start, end);
        for (Reading reading : readings) {
            reading.read(character, ended);
        }
    }

    /** What all readings have settled, when everything before {@code normalised} was read. */
    int settled(int normalised) {
        settle(normalised);
        int settled = normalised;
        for (Reading reading : readings) {
            settled = Math.min(settled, reading.settled(normalised));
        }
        return settled;
    }

    void end() {
        for (Reading reading : readings) {
            reading.end();
        }
    }
}
