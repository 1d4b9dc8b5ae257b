package io.jianhu.mask;

import static io.jianhu.mask.Texts.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Conversations of several persons over ten turns, two at a time: the model never reads a value, the citizen reads exactly
 * what was written, and nothing crosses from one conversation into the other.
 */
class RoundTripTest {

    private static final int TURNS = 10;
    private static final String[] SAYINGS = {
        "我的手机是%s，请登记。", "请把%s和%s都改掉", "%s", "邮箱或电话：%s，谢谢。\n另一位是%s。", "{\"联系\": \"%s\"}", "| 编号 | %s |",
    };

    private final Masker masker = Texts.masker();

    /** One citizen's conversation with a model that repeats what it read. */
    private final class Talk {
        private final String name;
        private final Privacy privacy;
        private final Random random;
        private final List<String> values;
        private final List<Message> history = new ArrayList<>();

        Talk(String name, Privacy privacy, Random random) {
            this.name = name;
            this.privacy = privacy;
            this.random = random;
            this.values = values(random);
        }

        void turn(Set<String> others) {
            String said = SAYINGS[random.nextInt(SAYINGS.length)];
            while (said.contains("%s")) {
                said = said.replaceFirst("%s", values.get(random.nextInt(values.size())));
            }
            history.add(message(Role.USER, said));
            Raw raw = Texts.raw(
                    random.nextBoolean() ? Optional.of(name) : Optional.empty(), history.toArray(Message[]::new));
            Masked masked = masker.mask(raw, privacy);
            String read = String.join(
                    "\n",
                    masked.exchange().messages().stream()
                            .flatMap(message -> message.texts().stream())
                            .toList());
            assertThat(values).as(read).noneMatch(read::contains);
            String last = masked.exchange().messages().getLast().texts().getFirst();
            String told = restored(masked, "您说：" + last + " 对吗？");
            assertThat(told).isEqualTo("您说：" + said + " 对吗？");
            assertThat(others).noneMatch(told::contains);
            history.add(message(Role.ASSISTANT, told));
        }

        private String restored(Masked masked, String answer) {
            Restorer restorer = masked.placeholders().restorer(Channel.content(0), false);
            StringBuilder shown = new StringBuilder();
            int at = 0;
            while (at < answer.length()) {
                int next = Math.min(answer.length(), at + 1 + random.nextInt(9));
                shown.append(restorer.push(answer.substring(at, next)));
                at = next;
            }
            return shown.append(restorer.end()).toString();
        }
    }

    @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
    void everyoneReadsTheirOwnAndTheModelReadsNone(@ForAll long seed) {
        Random random = new Random(seed);
        Privacy.Style style = random.nextBoolean() ? Privacy.Style.MARKS : Privacy.Style.SURROGATES;
        Privacy privacy = new Privacy(Set.of(), Set.of(), style, true);
        Talk first = new Talk("c-" + random.nextLong(), privacy, random);
        Talk second = new Talk("c-" + random.nextLong(), privacy, random);
        Set<String> ofFirst = new LinkedHashSet<>(first.values);
        Set<String> ofSecond = new LinkedHashSet<>(second.values);
        ofFirst.removeAll(second.values);
        ofSecond.removeAll(first.values);
        for (int turn = 0; turn < TURNS; turn++) {
            first.turn(ofSecond);
            second.turn(ofFirst);
        }
    }

    /** Made-up values of several persons, in several ways of writing. */
    private static List<String> values(Random random) {
        List<String> values = new ArrayList<>();
        for (int person = 0; person < 3; person++) {
            String mobile = "139" + digits(random, 8);
            values.add(mobile);
            values.add("+86 " + mobile.substring(0, 3) + " " + mobile.substring(3, 7) + " " + mobile.substring(7));
            values.add("user" + digits(random, 6) + "@example.org");
            values.add("粤B" + (10000 + random.nextInt(90000)));
            values.add(identity(random));
            values.add("02:9A:" + digits(random, 2) + ":AF:" + digits(random, 2) + ":5E");
            values.add("45.98." + (100 + random.nextInt(100)) + "." + (100 + random.nextInt(100)));
            values.add("0755-2" + digits(random, 7));
            values.add("wxid_" + digits(random, 12));
        }
        return values;
    }

    private static String identity(Random random) {
        String body = "440304" + (1950 + random.nextInt(50)) + "0" + (1 + random.nextInt(9)) + (10 + random.nextInt(18))
                + (100 + random.nextInt(900));
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (body.charAt(i) - '0');
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
