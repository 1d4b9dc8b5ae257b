package io.jianhu;

import io.jianhu.mask.Redaction;
import io.jianhu.recognise.Evidence;
import io.jianhu.recognise.Hit;
import io.jianhu.recognise.Recognisers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu mask}: takes personal data out of texts, says why, and measures how well on texts that are marked up. */
@Command(
        name = "mask",
        mixinStandardHelpOptions = true,
        description = {
            "Takes personal data out of a text or a file, for good; equal values are replaced equally.",
            "With --explain it says what was seen and why; with --measure how well, on rows that name their spans."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:less found than --least asks for", "2:wrong usage, or a file that cannot be read"},
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu mask '我叫李四，手机13800138000'",
            "  jianhu mask --explain '车牌粤B12345，咨询电话0755-82345678'",
            "  jianhu mask --file letters.jsonl --style surrogates > export.jsonl",
            "  jianhu mask --file labelled.jsonl --measure --map person=name",
            "  jianhu mask --file letters.jsonl --measure        masks per 1,000 characters, by kind"
        })
final class MaskCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "The text; - reads it from standard input.")
    private Optional<String> text = Optional.empty();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Texts: JSONL with \"text\", or one a line. Rows keep their other fields, but for spans.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "Only these kinds of personal data, such as mobile,resident-id.")
    private List<String> kinds = List.of();

    @Option(
            names = "--style",
            paramLabel = "marks|numbers|surrogates",
            description = "What stands in place of a value: [手机号], [手机号1], or a made-up one (default: numbers).")
    private Redaction.Style style = Redaction.Style.NUMBERS;

    @Option(names = "--explain", description = "Say what was seen, where and why.")
    private boolean explain;

    @Option(names = "--measure", description = "Count what was seen against the spans of each row.")
    private boolean measure;

    @Option(
            names = "--map",
            paramLabel = "TYPE=KIND",
            description = "What a type of span is called here, such as person=name; may be repeated.")
    private Map<String, String> types = new TreeMap<>();

    @Option(
            names = "--least",
            paramLabel = "SHARE",
            description = "With --measure: recall and precision of every kind must reach this, 0 to 1.")
    private Optional<Double> least = Optional.empty();

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    @Override
    public Integer call() throws IOException {
        if (text.isPresent() == file.isPresent()) {
            throw new ParameterException(spec.commandLine(), "expected: either a TEXT or --file FILE");
        }
        if (measure && file.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--measure: expected with --file FILE");
        }
        Recognisers recognisers = recognisers();
        Redaction redaction = new Redaction(recognisers, style);
        PrintWriter out = spec.commandLine().getOut();
        int exit = 0;
        try {
            if (file.isEmpty()) {
                String given = text.orElse("");
                one(out, redaction, given.equals("-") ? read() : given);
            } else if (measure) {
                exit = measured(
                        out, redaction, new MaskMeasure(recognisers.kinds().keySet(), types), file.get());
            } else {
                for (LabelledRows.Row row : LabelledRows.read(file.get())) {
                    one(out, redaction, row);
                }
            }
        } catch (LabelledRows.Unreadable e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        out.flush();
        return exit;
    }

    private static String read() throws IOException {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    }

    private Recognisers recognisers() {
        Recognisers all = Recognisers.all(InstantSource.system());
        try {
            return kinds.isEmpty() ? all : all.only(new LinkedHashSet<>(kinds));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--kinds: " + e.getMessage());
        }
    }

    private void one(PrintWriter out, Redaction redaction, LabelledRows.Row row) throws IOException {
        if (row.json().isEmpty()) {
            one(out, redaction, row.text());
            return;
        }
        Redaction.Redacted redacted = redaction.redact(row.text());
        out.println(row.with(redacted.text(), explain ? redacted.hits() : List.of()));
    }

    private void one(PrintWriter out, Redaction redaction, String given) throws IOException {
        Redaction.Redacted redacted = redaction.redact(given);
        if (format.get() == OutputFormat.JSON) {
            out.println(MaskExplanation.json(redacted));
            return;
        }
        out.println(redacted.text());
        if (explain) {
            redacted.hits().forEach(hit -> explain(out, given, hit));
        }
    }

    private static void explain(PrintWriter out, String given, Hit hit) {
        out.println();
        out.println(Ansi.AUTO.string("@|bold " + hit.kind().name() + "|@") + "  "
                + hit.kind().label() + (hit.evidence() == Evidence.PUBLIC ? ", public: it stays" : ""));
        Marked.of(given, hit.span()).lines().forEach(line -> out.println("  " + line));
        out.println("  " + MaskExplanation.why(hit.evidence())
                + String.format(Locale.ROOT, "; confidence %.2f", hit.evidence().confidence()) + "; "
                + MaskExplanation.sensitivity(hit.kind().sensitivity()));
    }

    private int measured(PrintWriter out, Redaction redaction, MaskMeasure counted, Path rows)
            throws IOException, LabelledRows.Unreadable {
        for (LabelledRows.Row row : LabelledRows.read(rows)) {
            counted.count(row, redaction.redact(row.text()).hits());
        }
        switch (format.get()) {
            case TEXT -> counted.print(out);
            case JSON -> out.println(counted.json());
        }
        return least.map(share -> counted.reaches(share) ? 0 : 1).orElse(0);
    }
}
