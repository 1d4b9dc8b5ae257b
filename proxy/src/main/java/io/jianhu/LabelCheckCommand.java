package io.jianhu;

import io.jianhu.disclose.LabelReport;
import io.jianhu.signing.Algorithm;
import io.jianhu.signing.VerifyingKey;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu label check FILE}: whether the labels in a file are right, and whose signature they bear. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Says whether the labels in a file are right: seven texts in ASCII, Label 1, provider codes with their check"
                    + " digits. Reads Markdown with front matter, a JSON answer, or the events of a streamed one.",
            "With --key also whether the signature in ReservedCode1 is of these fields by that key. It says nothing of"
                    + " the words beside the label; what was decided on them stands in the audit under the ProduceID."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:good",
            "1:a label is missing, wrong or not signed by these keys",
            "2:wrong usage, or a key fails"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu label check answer.md",
            "  curl -sN $BASE/chat/completions … > answer.txt && jianhu label check answer.txt --key label.pub.pem",
            "  jianhu label check answer.json --key old.pub.pem --key new.pub.pem --format json"
        })
final class LabelCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file; - reads standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path file;

    @Option(
            names = "--key",
            paramLabel = "PUBLIC.pem",
            description = "A public key, Ed25519 or SM2, that must have signed; may be given more than once.")
    private List<Path> keys = List.of();

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    @Override
    public Integer call() {
        Problems problems = new Problems();
        List<VerifyingKey> trusted = VerifyingKey.read(keys, EnumSet.allOf(Algorithm.class), problems);
        if (!problems.isEmpty()) {
            BundleFile.print(spec.commandLine().getErr(), problems);
            return 2;
        }
        byte[] bytes;
        try {
            bytes = file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println(file + ": cannot be read: " + e.getClass().getSimpleName());
            return 2;
        }
        LabelReport report = LabelReport.of(file.toString(), bytes, trusted);
        PrintWriter out = spec.commandLine().getOut();
        switch (format.get()) {
            case TEXT -> text(out, report);
            case JSON -> json(out, report);
        }
        out.flush();
        return report.problems().isEmpty() ? 0 : 1;
    }

    private static void text(PrintWriter out, LabelReport report) {
        for (LabelReport.Label label : report.labels()) {
            out.println(label.place().file() + ":" + label.place().line() + ":"
                    + label.place().column() + ": number " + label.fields().getOrDefault("ProduceID", "-") + " of "
                    + label.fields().getOrDefault("ContentProducer", "-") + ", signature " + word(label.signature())
                    + label.signer().map(key -> " (by " + key + ")").orElse(""));
        }
        report.problems().forEach(out::println);
    }

    private static void json(PrintWriter out, LabelReport report) {
        PolicyDirectory.json(out, json -> {
            json.writeBooleanField("good", report.problems().isEmpty());
            json.writeArrayFieldStart("labels");
            for (LabelReport.Label label : report.labels()) {
                json.writeStartObject();
                json.writeNumberField("line", label.place().line());
                json.writeNumberField("column", label.place().column());
                json.writeObjectFieldStart("fields");
                for (Map.Entry<String, String> field : label.fields().entrySet()) {
                    json.writeStringField(field.getKey(), field.getValue());
                }
                json.writeEndObject();
                json.writeStringField("signature", word(label.signature()));
                json.writeStringField("signer", label.signer().orElse(null));
                json.writeEndObject();
            }
            json.writeEndArray();
            PolicyDirectory.problems(json, report.problems());
        });
    }

    private static String word(LabelReport.Signature signature) {
        return signature.name().toLowerCase(Locale.ROOT);
    }
}
