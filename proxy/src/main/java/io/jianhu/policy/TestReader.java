package io.jianhu.policy;

import io.jianhu.source.Fields;
import io.jianhu.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the tests that stand with a rule. */
final class TestReader {
    private final Problems problems;

    TestReader(Problems problems) {
        this.problems = problems;
    }

    /** @param kind the rule's action, when it has a sound one */
    List<RuleTest> read(Fields rule, Optional<Action.Kind> kind) {
        List<RuleTest> tests = new ArrayList<>();
        int broken = 0;
        for (Fields test : rule.list("tests")) {
            Optional<RuleTest> read = test(test, kind);
            read.ifPresent(tests::add);
            broken += read.isEmpty() ? 1 : 0;
        }
        boolean hit = tests.stream().anyMatch(RuleTest::hit);
        boolean miss = tests.stream().anyMatch(test -> !test.hit());
        if (broken == 0 && kind.isPresent() && !(hit && miss)) {
            String missing =
                    hit ? "expects allow" : miss ? "expects " + kind.get().word() : "stands with the rule";
            rule.problem("tests", "none " + missing + " (expected: at least one match and one allow)");
        }
        return tests;
    }

    private Optional<RuleTest> test(Fields test, Optional<Action.Kind> kind) {
        boolean said = test.value("say").isPresent();
        boolean streamed = test.value("stream").isPresent();
        List<String> pieces = said ? test.optional("say").stream().toList() : test.texts("stream");
        String expect = test.text("expect");
        test.end();
        if (said == streamed) {
            problems.add(test.place(), "a test has either 'say' or 'stream'");
            return Optional.empty();
        }
        if (kind.isPresent()
                && !expect.isEmpty()
                && !expect.equals("allow")
                && !expect.equals(kind.get().word())) {
            test.problem(
                    "expect",
                    "'" + expect + "' (expected: allow or " + kind.get().word() + ")");
            return Optional.empty();
        }
        return Optional.of(new RuleTest(test.place(), pieces, !expect.equals("allow"), expect));
    }
}
