package io.jianhu.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the shipped matrix claims is there: every rule, every control, every test. */
class ClaimsTest {
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern TEST =
            Pattern.compile("^    @(Test|Property|ParameterizedTest|FuzzTest)\\b", Pattern.MULTILINE);

    private static final Map<String, List<String>> SOURCES = new TreeMap<>();
    private static final Matrix SHIPPED = shipped();

    private static Matrix shipped() {
        Problems problems = new Problems();
        Folder folder = PolicyFolder.read(Path.of("../policies"), problems);
        assertThat(problems.list()).isEmpty();
        return Sheets.matrix(folder);
    }

    @BeforeAll
    static void readTests() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                SOURCES.computeIfAbsent(name, unused -> new ArrayList<>()).add(Files.readString(file));
            }
        }
        assertThat(SOURCES).hasSizeGreaterThan(50);
    }

    @Test
    void noClauseWhoseWordingWasReadIsAHole() {
        assertThat(SHIPPED.rows().filter(row -> row.clause().mark().isRead())).hasSizeGreaterThan(20);
        assertThat(SHIPPED.warnings()).isEmpty();
        assertThat(SHIPPED.holesRead()).isZero();
    }

    @Test
    void everyRuleThatAnswersAClauseHasExamples() {
        assertThat(SHIPPED.rows().flatMap(row -> row.named().stream()))
                .hasSizeGreaterThan(50)
                .allSatisfy(rule -> assertThat(rule.tests()).isGreaterThanOrEqualTo(2));
    }

    @Test
    void everyControlIsProvenAndClaimed() {
        assertThat(Controls.ALL).hasSizeGreaterThan(10);
        assertThat(Controls.ALL.values()).allSatisfy(control -> {
            assertThat(control.tests()).as(control.name()).isNotEmpty();
            control.tests().forEach(ClaimsTest::exists);
        });
        assertThat(SHIPPED.rows().flatMap(row -> row.clause().controls().stream()))
                .containsAll(Controls.ALL.values());
    }

    @Test
    void everyTestThatAClauseNamesExists() {
        List<String> named =
                SHIPPED.rows().flatMap(row -> row.clause().tests().stream()).toList();
        assertThat(named).isNotEmpty();
        named.forEach(ClaimsTest::exists);
    }

    private static void exists(String test) {
        String type = test.replaceFirst("#.*", "");
        assertThat(SOURCES).as("a test class of this name").containsKey(type);
        assertThat(SOURCES.get(type))
                .as(type + ", its tests")
                .anyMatch(source -> TEST.matcher(source).find());
        if (test.contains("#")) {
            Pattern method = Pattern.compile(
                    "^    void " + Pattern.quote(test.replaceFirst(".*#", "")) + "\\(", Pattern.MULTILINE);
            assertThat(SOURCES.get(type))
                    .as(test)
                    .anyMatch(source -> method.matcher(source).find());
        }
    }
}
