package io.jianhu.loadtest.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.arm.GatewayFiles;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Rulebook;
import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made for a measurement must be accepted by the gateway, or nothing is measured. */
class ManyRulesTest {

    private static final Path SHIPPED =
            Path.of(System.getProperty("jianhu.home", "..")).resolve("policies");

    @TempDir
    private Path directory;

    private Path policies() throws IOException {
        return GatewayFiles.write(directory, SHIPPED, 1, Pace.NONE, WordBase.words(1, 10))
                .policies();
    }

    private static List<Rule> rules(Path policies) {
        Problems problems = new Problems();
        Folder folder = PolicyFolder.read(policies, problems);
        List<Rule> rules = Rulebook.compile(folder, notice -> true, problems)
                .map(Rulebook::rules)
                .orElse(List.of());
        assertThat(problems.list()).isEmpty();
        return rules;
    }

    @Test
    void rulesPassTheirOwnTestsBesideTheShippedOnes() throws IOException {
        Path policies = policies();
        int before = rules(policies).size();

        ManyRules.rules(policies, 1_001, 2);

        assertThat(rules(policies))
                .hasSize(before + 1_001)
                .extracting(Rule::id)
                .contains("LT-000001", "LT-001001", "JH-1001");
        assertThat(policies.resolve("rules/many-0.yaml")).exists();
        assertThat(policies.resolve("rules/many-1000.yaml")).exists();
    }

    @Test
    void wordsTakeTheUsualListsPlace() throws IOException {
        Path policies = policies();

        ManyRules.words(policies, WordBase.words(1, 1_000));

        assertThat(policies.resolve(GatewayFiles.WORDS)).doesNotExist();
        assertThat(Files.readAllLines(policies.resolve("lists/loadtest-0.txt"))).hasSize(1_000);
        assertThat(rules(policies)).extracting(Rule::id).contains("JH-9901");
    }

    @Test
    void moreWordsThanAListMayHaveStandInSeveral() throws IOException {
        Path policies = policies();
        List<String> words =
                IntStream.range(0, 250_001).mapToObj("无此词条%d"::formatted).toList();

        ManyRules.words(policies, words);

        assertThat(Files.readAllLines(policies.resolve("lists/loadtest-1.txt"))).containsExactly("无此词条250000");
        assertThat(Files.readString(policies.resolve("rules/loadtest.yaml")))
                .contains("any: [{list: lists/loadtest-0.txt}, {list: lists/loadtest-1.txt}]");
    }
}
