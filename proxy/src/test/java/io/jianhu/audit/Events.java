package io.jianhu.audit;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.chat.Subject;
import io.jianhu.chat.Verdict;
import io.jianhu.text.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fictional events. */
final class Events {

    static final Instant AT = Instant.parse("2026-11-23T08:00:00.120Z");

    private Events() {}

    static Event asked(String request, String robot) {
        return new Event.Asked(subject(request, robot), AT, Map.of("mobile", 2, "email", 1), "ab12");
    }

    static Event acted(int number) {
        return new Event.Acted(AT.plusSeconds(number), "guardian-" + number, "brake", "FT-001");
    }

    /** One of each kind. */
    static List<Event> all() {
        Finding found = new Finding("JH-2", Side.ANSWER, new Span(0, 2), Severity.HIGH);
        Finding shadow = new Finding("JH-9", Side.ANSWER, new Span(1, 2), Severity.LOW);
        Ruling ruling = new Ruling(new Verdict.Escalate(List.of(found, found), "hold"), List.of(shadow));
        return List.of(
                asked("r-1", "FT-001"),
                new Event.Decided(subject("r-1", "FT-001"), AT, Side.ANSWER, ruling, Duration.ofNanos(81_500)),
                new Event.Answered(
                        subject("r-1", "FT-001"),
                        AT,
                        Decision.ESCALATE,
                        List.of("JH-2"),
                        Optional.of("T-4F7K2Q"),
                        Event.NoticeState.IN_LABEL,
                        "模型\"甲\"\n",
                        Duration.ofMillis(40),
                        Optional.of(Duration.ofMillis(12)),
                        Duration.ofMillis(39),
                        7,
                        120),
                new Event.Failed(subject("r-2", "FT-002"), AT, "client-gone", 0, Duration.ofMillis(3)),
                new Event.Reloaded(AT, "rev-2", false, "rules.yaml:3:1"),
                new Event.Moved(AT, "FT-001", "T-4F7K2Q", "claimed", "wang", Optional.of(Duration.ofSeconds(2))),
                new Event.Acted(AT, "li", "brake", "FT-001"),
                new Event.Revealed(
                        AT, "wang", "FT-001", "T-4F7K2Q", "given", "需回电核实[姓名]的进度", Map.of("name", 1, "mobile", 2)),
                new Event.Acted(AT, "li", "ticket-claim", "T-4F7K2Q", "version"));
    }

    private static Subject subject(String request, String robot) {
        return new Subject(request, robot, "municipal", "portal", "openai", "rev-1");
    }
}
