package io.jianhu;

import io.jianhu.matrix.Matrix;
import io.jianhu.matrix.MatrixPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code jianhu matrix}: what each clause asks, and the rules, controls and tests that answer it. */
@Command(
        name = "matrix",
        mixinStandardHelpOptions = true,
        description = {
            "Shows for each clause of the law what it asks, and the rules, runtime controls and tests that answer it.",
            "A hole is a clause that is claimed while nothing in force answers it, or a rule it names is off or in shadow."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:no hole among the clauses marked verified or verified-copy",
            "1:there are such holes",
            "2:wrong usage, or a directory that lint refuses or that has no measures.yaml"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu matrix",
            "  jianhu matrix --format json policies",
            "  jianhu matrix --format html --out matrix.html policies"
        })
final class MatrixCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The policy directory. Default: the shipped one.")
    private Path path = Path.of(System.getProperty("jianhu.home", ".")).resolve("policies");

    @Option(
            names = "--format",
            paramLabel = "text|json|html",
            description = "How the matrix is written (default: text).",
            converter = Converter.class)
    private Format format = Format.TEXT;

    @Option(names = "--out", paramLabel = "FILE", description = "Where it is written (default: standard output).")
    private @Nullable Path file;

    enum Format {
        TEXT,
        JSON,
        HTML
    }

    /** Reads {@code text}, {@code json} and {@code html}. */
    static final class Converter implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            return switch (value) {
                case "text" -> Format.TEXT;
                case "json" -> Format.JSON;
                case "html" -> Format.HTML;
                default -> throw new TypeConversionException("'" + value + "' (expected: text, json or html)");
            };
        }
    }

    @Override
    public Integer call() {
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), path);
        boolean compiles = directory.lint().isPresent();
        Optional<Matrix> matrix = directory.matrix();
        PrintWriter err = spec.commandLine().getErr();
        if (matrix.isEmpty()) {
            directory.problems().forEach(err::println);
            if (compiles) {
                err.println(directory.shown("measures.yaml") + ": no such file");
            }
            return 2;
        }
        MatrixReport report = new MatrixReport(matrix.get(), directory.revision());
        if (file == null) {
            PrintWriter out = spec.commandLine().getOut();
            write(report, out, Ansi.AUTO);
            out.flush();
        } else {
            save(report, file);
            err.println(file + ": " + report.summary());
        }
        return matrix.get().holesRead() == 0 ? 0 : 1;
    }

    private void save(MatrixReport report, Path there) {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(there, StandardCharsets.UTF_8))) {
            write(report, out, Ansi.OFF);
            if (out.checkError()) {
                throw new IOException("it could not be written whole");
            }
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "--out: " + there + " cannot be written: " + e.getMessage());
        }
    }

    private void write(MatrixReport report, PrintWriter out, Ansi ansi) {
        switch (format) {
            case TEXT -> report.write(out, ansi);
            case JSON -> MatrixJson.write(report.matrix(), report.revision(), out);
            case HTML -> out.print(MatrixPage.write(report.matrix(), report.revision()));
        }
    }
}
