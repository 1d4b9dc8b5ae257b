package io.jianhu.mask;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A question that the model gets still tells where an identifier stood. */
class PlaceholderSightTest {

    private static final Guard GUARD =
            Identifiers.of(Map.of("mobile", new Identifiers.RuleOfKind("R", Severity.HIGH)), InstantSource.system());

    private static String masked(String words) {
        Raw raw = new Raw(
                "r",
                new RobotId("FT-001"),
                "portal",
                new Shape("", true, false, Optional.empty()),
                List.of(new Message(Role.USER, List.of(words))),
                Instant.EPOCH);
        return new Masker(new byte[32], 1 << 20, InstantSource.system())
                .mask(raw)
                .exchange()
                .messages()
                .getFirst()
                .texts()
                .getFirst();
    }

    private static List<String> found(Side side, String text, int cut) {
        List<Finding> found = new ArrayList<>();
        Guard.Watch watch = GUARD.watch(side);
        int settled = watch.read(text.substring(0, cut), found::add);
        int before = settled;
        settled = watch.read(text.substring(cut), finding -> {
            assertThat(finding.span().start()).isGreaterThanOrEqualTo(before);
            found.add(finding);
        });
        watch.end(found::add);
        assertThat(settled).isBetween(before, text.length());
        return found.stream()
                .map(finding ->
                        text.substring(finding.span().start(), finding.span().end()))
                .toList();
    }

    @Test
    void whereverTheTextIsCut() {
        String text = masked("请打13912345678，或者写信到li@example.com");
        assertThat(text).doesNotContain("139");
        String placeholder = text.replaceAll("(?s).*请打(〔[^〕]*〕).*", "$1");
        for (int cut = 0; cut <= text.length(); cut++) {
            assertThat(found(Side.QUESTION, text, cut)).containsExactly(placeholder);
            assertThat(found(Side.ANSWER, text, cut)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"〔手机号〕", "〔手机号·〕", "〔别的·k3f9ab〕", "〔手机号·k3f9abc〕", "〔手机号·k3f9ab", "手机号·k3f9ab〕", "我的手机号"})
    void whatIsNoPlaceholderIsPassedBy(String text) {
        for (int cut = 0; cut <= text.length(); cut++) {
            assertThat(found(Side.QUESTION, text, cut)).isEmpty();
        }
    }

    @Test
    void oneMayOpenWithinAnother() {
        assertThat(found(Side.QUESTION, "〔手机〔手机号·k3f9ab〕", 3)).containsExactly("〔手机号·k3f9ab〕");
    }
}
