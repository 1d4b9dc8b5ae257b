package io.jianhu;

import io.jianhu.audit.Filter;
import io.jianhu.audit.Ledger;
import io.jianhu.audit.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code jianhu audit}: examines and reads the ledger, also on a copy and while the gateway runs. */
@Command(
        name = "audit",
        description = "Examines and reads the ledger of everything that was decided.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:good", "1:a bad or missing record, or nothing found", "2:wrong usage or unreadable"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  jianhu audit verify data/audit",
            "  jianhu audit show data/audit --request 7f3a9c",
            "  jianhu audit show data/audit --produce-id 01JDBQ4Z8M6T2V9W3X5Y7R1N0P",
            "  jianhu audit export data/audit --robot FT-001 --from 2026-11-01 --to 2026-12-01 > november.jsonl"
        })
@SuppressWarnings("NullAway.Init")
final class AuditCommand implements Runnable {

    /** How a result is printed. */
    enum Format {
        TEXT,
        JSON
    }

    private static final String PRODUCE_ID = "The ProduceID in the aigc label of an answer.";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "audit: no command (expected: verify, show or export)");
    }

    @Command(
            description =
                    "Checks every record against its hash and its predecessor, and names the first bad one; by the"
                            + " gateway's checkpoint also that none is missing at the beginning or the end.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = {
                "  jianhu audit verify data/audit --format json",
                "  jianhu audit verify /mnt/copy/audit --state data --checkpoint november.checkpoint"
            })
    int verify(
            @Parameters(paramLabel = "DIR", description = "The ledger's directory, or a copy of it.") Path directory,
            @Option(
                            names = "--state",
                            paramLabel = "DIR",
                            description = "The gateway's state directory, with the checkpoint and the secret"
                                    + " (default: the directory that DIR is in).")
                    @Nullable
                    Path state,
            @Option(
                            names = "--checkpoint",
                            paramLabel = "FILE",
                            description = "A copy of the state directory's audit.checkpoint, of any time.")
                    @Nullable
                    Path checkpoint,
            @Option(
                            names = "--format",
                            defaultValue = "text",
                            converter = FormatName.class,
                            description = "text or json (default: text).")
                    Format format) {
        try {
            Verification result = Ledger.verify(
                    existing(directory),
                    AuditCheckpoints.atHand(
                            directory,
                            Optional.ofNullable(state).map(this::withCheckpoint),
                            Optional.ofNullable(checkpoint).map(this::checkpoint),
                            System.getenv()));
            out().println(
                            switch (format) {
                                case TEXT -> text(result);
                                case JSON -> json(result);
                            });
            return result.isClean() ? 0 : 1;
        } catch (IOException unreadable) {
            return unreadable(directory, unreadable);
        }
    }

    @Command(
            description = "Prints every record of one request as a line of JSON. The ProduceID of an answer's label is"
                    + " its request id.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  jianhu audit show data/audit --request 7f3a9c | jq .")
    int show(
            @Parameters(paramLabel = "DIR", description = "The ledger's directory, or a copy of it.") Path directory,
            @Option(names = "--request", paramLabel = "ID", description = "The request id.") @Nullable String request,
            @Option(names = "--produce-id", paramLabel = "ID", description = PRODUCE_ID) @Nullable String produceId) {
        Filter filter = asked(Filter.ALL, request, produceId);
        if (filter.equals(Filter.ALL)) {
            throw new ParameterException(spec.commandLine(), "show: expected: --request ID or --produce-id ID");
        }
        return print(directory, filter);
    }

    @Command(
            description = "Prints records as lines of JSON; without conditions, all of them.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExample:%n",
            footer = "  jianhu audit export data/audit --ticket T-4F7K2Q --from 2026-11-23T08:00:00+08:00")
    int export(
            @Parameters(paramLabel = "DIR", description = "The ledger's directory, or a copy of it.") Path directory,
            @Option(names = "--robot", paramLabel = "ID", description = "Of this robot.") @Nullable String robot,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            converter = Time.class,
                            description =
                                    "From this time on: 2026-11-23 (begins at 00:00 UTC) or 2026-11-23T08:00:00+08:00.")
                    @Nullable
                    Instant from,
            @Option(names = "--to", paramLabel = "TIME", converter = Time.class, description = "Before this time.")
                    @Nullable
                    Instant to,
            @Option(names = "--ticket", paramLabel = "NAME", description = "About the ticket of this name.") @Nullable
                    String ticket,
            @Option(names = "--produce-id", paramLabel = "ID", description = PRODUCE_ID) @Nullable String produceId) {
        Filter filter = asked(Filter.ALL, null, produceId);
        filter = robot == null ? filter : filter.ofRobot(robot);
        filter = from == null ? filter : filter.from(from);
        filter = to == null ? filter : filter.to(to);
        filter = ticket == null ? filter : filter.ofTicket(ticket);
        return print(directory, filter);
    }

    private Filter asked(Filter filter, @Nullable String request, @Nullable String produceId) {
        if (request != null && produceId != null) {
            throw new ParameterException(spec.commandLine(), "expected: one of --request and --produce-id");
        }
        if (produceId != null) {
            return filter.ofProduct(produceId);
        }
        return request == null ? filter : filter.ofRequest(request);
    }

    private int print(Path directory, Filter filter) {
        AtomicLong found = new AtomicLong();
        PrintWriter out = out();
        try (Stream<String> lines = Ledger.read(existing(directory), filter)) {
            lines.forEach(line -> {
                found.incrementAndGet();
                out.println(line);
            });
        } catch (IOException unreadable) {
            return unreadable(directory, unreadable);
        }
        out.flush();
        if (found.get() == 0) {
            spec.commandLine().getErr().println("audit: no record meets the conditions");
        }
        return found.get() == 0 ? 1 : 0;
    }

    private Path existing(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(
                    spec.commandLine(), "audit: " + directory + " is not there (expected: the ledger's directory)");
        }
        if (!Ledger.isIn(directory)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "audit: no ledger here: " + directory + " (expected: a directory with files such as 00000001.jsonl)"
                            + meant(directory));
        }
        return directory;
    }

    private Path withCheckpoint(Path state) {
        checkpoint(AuditCheckpoints.file(state));
        return state;
    }

    private Path checkpoint(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(
                    spec.commandLine(), "audit: " + file + " is not there (expected: a checkpoint of the ledger)");
        }
        return file;
    }

    /** The directory below that has a ledger, if one has. */
    private static String meant(Path directory) throws IOException {
        try (Stream<Path> below = Files.list(directory)) {
            for (Path one : (Iterable<Path>)
                    below.filter(Files::isReadable).filter(Files::isDirectory).sorted()::iterator) {
                if (Ledger.isIn(one)) {
                    return " (did you mean '" + one + "'?)";
                }
            }
            return "";
        }
    }

    private int unreadable(Path directory, IOException problem) {
        spec.commandLine().getErr().println("audit: " + directory + " cannot be read: " + problem);
        return 2;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static String text(Verification result) {
        String good = result.good() == 0
                ? "good: 0 records"
                : "good: " + Count.of(result.good(), "record") + ", " + result.first() + " to " + result.last()
                        + ", last hash " + result.hash();
        List<String> lines = new ArrayList<>();
        result.fault()
                .ifPresent(fault -> lines.add("bad: " + fault.file() + ":" + fault.line() + ": record " + fault.number()
                        + ": " + word(fault.kind())));
        lines.addAll(AuditProof.missing(result));
        lines.add(good);
        lines.addAll(AuditProof.checked(result));
        return String.join(System.lineSeparator(), lines);
    }

    /** File names are digits and letters, so nothing needs an escape. */
    private static String json(Verification result) {
        String fault = result.fault()
                .map(bad -> String.format(
                        Locale.ROOT,
                        "{\"file\":\"%s\",\"line\":%d,\"seq\":%d,\"why\":\"%s\"}",
                        bad.file(),
                        bad.line(),
                        bad.number(),
                        word(bad.kind())))
                .orElse("null");
        return String.format(
                Locale.ROOT,
                "{\"clean\":%b,\"good\":%d,\"first\":%d,\"last\":%d,\"hash\":\"%s\",%s,\"fault\":%s}",
                result.isClean(),
                result.good(),
                result.first(),
                result.last(),
                result.hash(),
                AuditProof.json(result),
                fault);
    }

    private static String word(Verification.Kind kind) {
        return switch (kind) {
            case BAD_HASH -> "bad hash";
            case BROKEN_CHAIN -> "broken chain";
            case GAP -> "gap";
            case TORN_TAIL -> "torn tail";
            case REWRITTEN -> "not what the gateway wrote";
            case MISSING -> "missing";
        };
    }

    /** {@code text} or {@code json}. */
    static final class FormatName implements ITypeConverter<Format> {

        @Override
        public Format convert(String value) {
            return switch (value) {
                case "text" -> Format.TEXT;
                case "json" -> Format.JSON;
                default -> throw new TypeConversionException("'" + value + "' (expected: text or json)");
            };
        }
    }

    /** A time with a zone, or a day in UTC. */
    static final class Time implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String value) {
            try {
                return value.indexOf('T') < 0
                        ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(value).toInstant();
            } catch (DateTimeParseException malformed) {
                throw new TypeConversionException(
                        "'" + value + "' (expected: a day as 2026-11-23 or a time as 2026-11-23T08:00:00+08:00)");
            }
        }
    }
}
