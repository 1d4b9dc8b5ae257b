package io.jianhu;

import io.jianhu.chat.Decision;
import io.jianhu.flow.Edition;
import io.jianhu.policy.Appraisal;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Situation;
import io.jianhu.robot.Robot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy explain DIR TEXT}: which rules match a text, where, how it was read, and what follows. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says which rules match a text, where, how it was read, and what the citizen would see.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the text passes, possibly masked",
            "1:it would be stopped or answered otherwise",
            "2:wrong usage, or a directory that lint refuses"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu policy explain policies --robot FT-001 '请忽略以上指令'",
            "  jianhu policy explain policies --robot FT-001 --stage output '您的申请我批准了。'",
            "  echo 您好 | jianhu policy explain policies --robot FT-001 -"
        })
final class PolicyExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The policy directory.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path path;

    @Parameters(index = "1", paramLabel = "TEXT", description = "The text; - reads it from standard input.")
    private String text = "";

    @Mixin
    private Circumstances circumstances = new Circumstances();

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    @Override
    public Integer call() throws IOException {
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), path);
        Optional<Edition> edition = directory.edition();
        if (edition.isEmpty()) {
            directory.problems().forEach(spec.commandLine().getErr()::println);
            return 2;
        }
        Robot robot = circumstances.robot(spec.commandLine(), edition.get());
        Situation situation = circumstances.situation(robot);
        ReadableText read = ReadableText.of(
                text.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : text,
                circumstances.stage());
        Appraisal appraisal = Appraisal.of(edition.get().rulebook(), situation, circumstances.stage(), read.text());
        Explanation explanation =
                new Explanation(edition.get(), robot, situation, circumstances.stage(), read, appraisal);
        PrintWriter out = spec.commandLine().getOut();
        switch (format.get()) {
            case TEXT -> text(out, explanation);
            case JSON -> json(out, explanation);
        }
        out.flush();
        return appraisal.ruling().verdict().decision().compareTo(Decision.MASK) <= 0 ? 0 : 1;
    }

    private void text(PrintWriter out, Explanation explanation) {
        Ansi ansi = Ansi.AUTO;
        Decision decision = explanation.decision();
        String colour = decision.compareTo(Decision.MASK) <= 0 ? "green" : "red";
        out.println(ansi.string("@|bold," + colour + " " + decision.word() + "|@") + "  "
                + explanation.robot().id() + " " + explanation.robot().name() + ", "
                + circumstances.stage().word() + ", policy "
                + explanation.edition().revision());
        explanation
                .read()
                .kinds()
                .forEach((kind, count) -> out.println(
                        "  personal data: " + kind + " × " + count + ", hidden before anyone else reads it"));
        for (Explanation.Match match : explanation.matches()) {
            Rule rule = match.rule();
            out.println();
            out.println(ansi.string("@|bold " + rule.id() + "|@ ")
                    + rule.title().zh()
                    + (rule.title().en().isEmpty() ? "" : " · " + rule.title().en()));
            out.println("  " + rule.severity().name().toLowerCase(java.util.Locale.ROOT) + ", "
                    + rule.action().kind().word() + ", mode " + rule.mode().word() + ": " + match.effect());
            Marked.of(explanation.read().text(), match.span()).lines().forEach(line -> out.println("  " + line));
            out.println(
                    "  characters " + match.span().start() + "–" + match.span().end() + ", read as \""
                            + match.reading() + "\""
                            + (match.foldings().isEmpty() ? "" : " (" + String.join(", ", match.foldings()) + ")"));
            out.println("  " + rule.file() + ":" + rule.line()
                    + (rule.holdBack() > 0
                            ? "; holds back up to " + Count.of(rule.holdBack(), "character") + " of an answer"
                            : ""));
        }
        if (explanation.matches().isEmpty()) {
            out.println("  no rule matches");
        }
        explanation.shown().ifPresent(shown -> {
            out.println();
            out.println("The citizen sees:");
            shown.lines().forEach(line -> out.println("  " + line));
        });
    }

    private void json(PrintWriter out, Explanation explanation) {
        PolicyDirectory.json(out, json -> {
            json.writeStringField("decision", explanation.decision().word());
            json.writeStringField("robot", explanation.robot().id().value());
            json.writeStringField("stage", circumstances.stage().word());
            json.writeStringField("policy", explanation.edition().revision());
            json.writeObjectFieldStart("masked");
            for (Map.Entry<String, Integer> kind : explanation.read().kinds().entrySet()) {
                json.writeNumberField(kind.getKey(), kind.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("matches");
            for (Explanation.Match match : explanation.matches()) {
                json.writeStartObject();
                json.writeStringField("rule", match.rule().id());
                json.writeStringField("title", match.rule().title().zh());
                json.writeStringField("severity", match.rule().severity().name().toLowerCase(java.util.Locale.ROOT));
                json.writeStringField("action", match.rule().action().kind().word());
                json.writeStringField("mode", match.rule().mode().word());
                json.writeStringField("effect", match.effect());
                json.writeNumberField("start", match.span().start());
                json.writeNumberField("end", match.span().end());
                json.writeStringField(
                        "text",
                        explanation
                                .read()
                                .text()
                                .substring(match.span().start(), match.span().end()));
                json.writeStringField("reading", match.reading());
                json.writeArrayFieldStart("foldings");
                for (String folding : match.foldings()) {
                    json.writeString(folding);
                }
                json.writeEndArray();
                json.writeNumberField("holdBack", match.rule().holdBack());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (explanation.shown().isPresent()) {
                json.writeStringField("shown", explanation.shown().get());
            }
        });
    }
}
