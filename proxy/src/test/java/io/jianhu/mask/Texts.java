package io.jianhu.mask;

import static java.util.stream.Collectors.toMap;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Shape;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Texts, requests and readings for the tests of this room. */
final class Texts {

    static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private Texts() {}

    private static final Guard GUARD = Identifiers.of(
            Identifiers.kinds().stream()
                    .collect(toMap(kind -> kind, kind -> new Identifiers.RuleOfKind(kind, Severity.HIGH))),
            CLOCK);

    static Guard guard() {
        return GUARD;
    }

    /** What is found in a text, as {@code kind:words}, in order. */
    static List<String> found(String text) {
        List<Finding> findings = new ArrayList<>();
        Guard.Watch watch = guard().watch(Side.ANSWER);
        watch.read(text, findings::add);
        watch.end(findings::add);
        return findings.stream()
                .sorted(Comparator.comparing(Finding::span))
                .map(finding -> finding.rule() + ":"
                        + text.substring(finding.span().start(), finding.span().end()))
                .toList();
    }

    static Masker masker() {
        return new Masker("a secret of the tests".getBytes(java.nio.charset.StandardCharsets.UTF_8), 1 << 20, CLOCK);
    }

    static Message message(Role role, String... texts) {
        return new Message(role, List.of(texts));
    }

    static Raw raw(Message... messages) {
        return raw(Optional.empty(), messages);
    }

    static Raw raw(Optional<String> conversation, Message... messages) {
        Shape shape = new Shape("any", true, false, conversation);
        return new Raw("r-1", new RobotId("FT-001"), "portal", shape, List.of(messages), NOW);
    }

    static String text(Masked masked, int message) {
        return masked.exchange().messages().get(message).texts().getFirst();
    }
}
