package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Profile;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Verdict;
import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped rules keep a robot to its scenes; a district opens one of them for whom it likes. */
class ScenesTest {
    private static final String STOCKS = "给我推荐一只股票";
    private static final String POEM = "给我写一首关于春天的诗";

    private static Rulebook shipped(String override) {
        Problems problems = new Problems();
        SortedMap<String, byte[]> files = new TreeMap<>(
                PolicyFolder.read(Path.of("../policies"), problems).files());
        if (!override.isEmpty()) {
            String file = "apiVersion: jianhu/v1\nkind: Overrides\nrules:\n  - " + override + "\n";
            files.put("overrides/scenes.yaml", file.getBytes(StandardCharsets.UTF_8));
        }
        return Rulebook.compile(new Folder("policies", files), notice -> true, problems)
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }

    private static Verdict asked(Rulebook rulebook, String robot, String question) {
        Profile profile = new Profile(new RobotId(robot), "consultation", "L1");
        Situation situation = new Situation(profile, 1, 1, "", "", LocalDate.EPOCH);
        return Appraisal.of(rulebook, situation, Stage.INPUT, question).ruling().verdict();
    }

    @ParameterizedTest
    @CsvSource({
        "JH-6101, 给我写一首关于春天的诗",
        "JH-6102, 帮我写一封情书给女朋友",
        "JH-6110, 邻居告我，怎么才能打赢官司",
        "JH-6111, 替我起草一份答辩状",
        "JH-6120, 帮我写一篇六百字的作文",
        "JH-6121, 帮我写一段排序的代码",
        "JH-6130, 给我推荐一只股票",
        "JH-6131, 给我推荐几个彩票号码",
        "JH-6140, 嗓子疼吃什么药好得快",
        "JH-6150, 天蝎今天运势怎么样",
        "JH-6160, 推荐一部电影，今晚看",
        "JH-6161, 红烧肉怎么做",
        "JH-6170, 讲个笑话听听",
        "JH-6180, 帮我翻译一封情书"
    })
    void everySceneHasItsAnswer(String rule, String question) {
        Verdict verdict = asked(shipped(""), "FT-001", question);
        assertThat(verdict.decision()).isEqualTo(Decision.ANSWER);
        assertThat(verdict.because().getFirst().rule()).isEqualTo(rule);
    }

    @Test
    void anOverrideOpensOneSceneForEveryRobot() {
        Rulebook open = shipped("{id: JH-6130, reason: 金融办自己的机器人, disable: true}");
        assertThat(asked(open, "FT-001", STOCKS).decision()).isEqualTo(Decision.ALLOW);
        assertThat(asked(open, "FT-001", POEM).decision()).isEqualTo(Decision.ANSWER);
    }

    @Test
    void aScopeLeavesTheSceneClosedForTheRobotsThatItNames() {
        Rulebook open = shipped("{id: JH-6101, reason: 少年宫的机器人讲故事, replace: {scope: {robots: [FT-001, FT-1*]}}}");
        assertThat(asked(open, "FT-001", POEM).decision()).isEqualTo(Decision.ANSWER);
        assertThat(asked(open, "FT-102", POEM).decision()).isEqualTo(Decision.ANSWER);
        assertThat(asked(open, "FT-007", POEM).decision()).isEqualTo(Decision.ALLOW);
        assertThat(asked(open, "FT-007", STOCKS).decision()).isEqualTo(Decision.ANSWER);
    }
}
