package io.jianhu.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.RobotId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodesTest {

    private static final RobotId ROBOT = new RobotId("FT-001");

    private final Codes codes = new Codes(new byte[32]);

    @Test
    void aCodeIsGenuineForItsRobotAndClientOnly() {
        String code = codes.mint(ROBOT, "portal");
        assertThat(code).matches("T-[0-9A-HJKMNP-TV-Z]{34}");
        assertThat(codes.isGenuine(code, ROBOT, "portal")).isTrue();
        assertThat(codes.isGenuine(code, new RobotId("FT-002"), "portal")).isFalse();
        assertThat(codes.isGenuine(code, ROBOT, "kiosk")).isFalse();
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new Codes(other).isGenuine(code, ROBOT, "portal")).isFalse();
    }

    @Test
    void anyChangedCharacterMakesItFalse() {
        String code = codes.mint(ROBOT, "portal");
        for (int at = 0; at < code.length(); at++) {
            for (char other : "0Z".toCharArray()) {
                if (code.charAt(at) != other) {
                    String changed = code.substring(0, at) + other + code.substring(at + 1);
                    assertThat(codes.isGenuine(changed, ROBOT, "portal")).isFalse();
                }
            }
        }
        assertThat(codes.isGenuine(code + "0", ROBOT, "portal")).isFalse();
        assertThat(codes.isGenuine(code.substring(1), ROBOT, "portal")).isFalse();
        assertThat(codes.isGenuine(code.toLowerCase(Locale.ROOT), ROBOT, "portal"))
                .isFalse();
        assertThat(codes.isGenuine("", ROBOT, "portal")).isFalse();
    }

    @Test
    void robotAndClientCannotBeShiftedIntoEachOther() {
        String code = codes.mint(new RobotId("FT-0"), "01portal");
        assertThat(codes.isGenuine(code, new RobotId("FT-001"), "portal")).isFalse();
    }

    @Test
    void codesAndNamesDiffer() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String code = codes.mint(ROBOT, "portal");
            assertThat(seen.add(code)).isTrue();
            assertThat(codes.name(code)).matches("T-[0-9A-Z]{6}");
            assertThat(code).doesNotStartWith(codes.name(code));
        }
    }

    @Test
    void codesAreFoundInTextInTheirOrder() {
        String one = codes.mint(ROBOT, "portal");
        String two = codes.mint(ROBOT, "portal");
        assertThat(Codes.in("已转人工，编号 " + one + "。T-短 T-T-" + two)).containsExactly(one, two);
        assertThat(Codes.in("T-")).isEmpty();
        assertThat(Codes.in("T-4F7K2Q")).isEmpty();
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> new Codes(new byte[15])).hasMessage("ticket secret: 15 bytes (expected: 16 or more)");
    }
}
