package io.jianhu.guard;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Spelling;
import java.util.List;
import java.util.function.Consumer;

/** A text in one spelling, character by character, and the readings that follow it. Used by one thread. */
final class Page implements Normaliser.Sink {

    private final Spelling spelling;
    private final Recent recent;
    private final Reading[] readings;
    /** Those that also look at the text as it was written. */
    private final Reading[] written;

    Page(Spelling spelling, List<ClueGuard> guards, Side side) {
        this.spelling = spelling;
        recent = new Recent(
                guards.stream().mapToInt(guard -> guard.plan.reach()).max().orElseThrow());
        readings = new Reading[guards.size()];
        int count = 0;
        for (int i = 0; i < readings.length; i++) {
            readings[i] = new Reading(guards.get(i), side, recent);
            count += readings[i].isWritten() ? 1 : 0;
        }
        written = new Reading[count];
        for (Reading reading : readings) {
            if (reading.isWritten()) {
                written[--count] = reading;
            }
        }
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
        if (written.length > 0) {
            return true;
        }
        for (Reading reading : readings) {
            if (reading.isBusy()) {
                return true;
            }
        }
        return false;
    }

    /** Settles what can be, when everything before {@code normalised} was read. */
    void settle(int normalised) {
        for (Reading reading : readings) {
            reading.settle(normalised);
        }
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        for (Reading reading : readings) {
            reading.before(start);
        }
        int index = recent.count();
        if (codePoint <= 0xFFFF) {
            half((char) codePoint, start, end);
        } else {
            half(Character.highSurrogate(codePoint), start, end);
            half(Character.lowSurrogate(codePoint), start, end);
        }
        for (Reading reading : readings) {
            reading.after(codePoint, index);
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
