package io.jianhu;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.policy.Coverage;
import io.jianhu.policy.Coverage.Reach;
import io.jianhu.policy.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the tests of rules reach, as people and as programs read it. */
record CoverageReport(List<Coverage> rules, List<Rule> off) {
    private static final int SHOWN = 8;
    private static final int LONGEST = 60;

    CoverageReport {
        rules = List.copyOf(rules);
        off = List.copyOf(off);
    }

    /** The sum in a few lines. */
    void summary(PrintWriter out, boolean shown) {
        int match = sum(coverage -> coverage.match().size());
        int unless = sum(coverage -> coverage.unless().size());
        if (match > 0) {
            out.println("coverage: " + share(sum(coverage -> Coverage.reached(coverage.match())), match)
                    + " matchers stand in a test that expects a match"
                    + (unless == 0
                            ? ""
                            : ", " + share(sum(coverage -> Coverage.reached(coverage.unless())), unless)
                                    + " of 'unless' in one that expects none")
                    + (shown ? "" : " (--coverage shows the others)"));
        }
        if (!off.isEmpty()) {
            out.println("off, and not tested: " + off.stream().map(Rule::id).collect(Collectors.joining(" ")));
        }
    }

    /** A row for each rule, and what its tests do not reach. */
    void table(PrintWriter out, boolean whole) {
        out.printf("%n%-10s %5s %7s  %-16s %-16s %s%n", "rule", "hits", "misses", "matchers", "unless", "title");
        for (Coverage coverage : rules) {
            out.printf(
                    "%-10s %5d %7d  %-16s %-16s %s%n",
                    coverage.rule().id(),
                    coverage.hits(),
                    coverage.misses(),
                    cell(coverage.match()),
                    cell(coverage.unless()),
                    coverage.rule().title().zh());
            missing(out, "not reached", coverage.match(), whole);
            missing(out, "not reached in 'unless'", coverage.unless(), whole);
        }
        out.println();
    }

    private static void missing(PrintWriter out, String what, List<Reach> matchers, boolean whole) {
        List<Reach> missing =
                matchers.stream().filter(reach -> !reach.isReached()).toList();
        if (missing.isEmpty()) {
            return;
        }
        int most = whole ? missing.size() : SHOWN;
        String words = missing.stream().limit(most).map(CoverageReport::name).collect(Collectors.joining("、"));
        int more = missing.size() - Math.min(most, missing.size());
        out.println("    " + what + ": " + words + (more > 0 ? " … and " + more + " more (--verbose)" : ""));
    }

    private static String name(Reach reach) {
        String words = reach.words().length() > LONGEST ? reach.words().substring(0, LONGEST) + "…" : reach.words();
        return reach.kind().equals("phrase") ? words : reach.kind() + " " + words;
    }

    private static String cell(List<Reach> matchers) {
        return matchers.isEmpty() ? "-" : share(Coverage.reached(matchers), matchers.size());
    }

    private int sum(Function<Coverage, Integer> count) {
        return rules.stream().mapToInt(count::apply).sum();
    }

    /** A part of a whole, never as 0 % or 100 % when it is not. */
    private static String share(int part, int whole) {
        int percent = (int) Math.round(100.0 * part / whole);
        int least = part == 0 ? 0 : 1;
        int most = part == whole ? 100 : 99;
        return part + " of " + whole + " (" + Math.clamp(percent, least, most) + " %)";
    }

    void json(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("coverage");
        for (Coverage coverage : rules) {
            json.writeStartObject();
            json.writeStringField("rule", coverage.rule().id());
            json.writeStringField("mode", coverage.rule().mode().word());
            json.writeNumberField("hits", coverage.hits());
            json.writeNumberField("misses", coverage.misses());
            matchers(json, "match", coverage.match());
            matchers(json, "unless", coverage.unless());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("off");
        for (Rule rule : off) {
            json.writeString(rule.id());
        }
        json.writeEndArray();
    }

    private static void matchers(JsonGenerator json, String name, List<Reach> matchers) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("matchers", matchers.size());
        json.writeNumberField("reached", Coverage.reached(matchers));
        json.writeArrayFieldStart("notReached");
        for (Reach reach : matchers) {
            if (!reach.isReached()) {
                json.writeStartObject();
                json.writeStringField(reach.kind(), reach.words());
                if (reach.kind().equals("list")) {
                    json.writeNumberField("entries", reach.entries());
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
