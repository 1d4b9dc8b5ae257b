package io.jianhu.flow;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.text.Span;
import java.util.List;
import java.util.function.Consumer;

/** A guard that finds what it was told to find, whatever the text, as late as it was told to be certain. */
record ScriptedGuard(List<Sight> sights) implements Guard {

    /**
     * One finding.
     *
     * @param certain how many characters must have been read before it is certain, {@code end} or more; when the text is
     *     shorter, it is certain at its end
     */
    record Sight(String rule, int start, int end, int certain) {}

    @Override
    public Watch watch(Side side) {
        return new Watch() {
            private int count;

            @Override
            public int read(CharSequence text, Consumer<Finding> report) {
                int settled = count;
                for (int i = 0; i <= text.length(); i++) {
                    int now = count + i;
                    sights.stream()
                            .filter(sight -> sight.certain() == now && now > count)
                            .forEach(sight -> report.accept(finding(sight)));
                    settled = sights.stream()
                            .filter(sight -> sight.certain() > now)
                            .mapToInt(Sight::start)
                            .reduce(now, Math::min);
                }
                count += text.length();
                return settled;
            }

            @Override
            public void end(Consumer<Finding> report) {
                sights.stream()
                        .filter(sight -> sight.certain() > count && sight.end() <= count)
                        .forEach(sight -> report.accept(finding(sight)));
            }

            private Finding finding(Sight sight) {
                return new Finding(sight.rule(), side, new Span(sight.start(), sight.end()), Severity.HIGH);
            }
        };
    }
}
