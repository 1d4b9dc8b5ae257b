package io.jianhu.loadtest.crowd;

import io.jianhu.loadtest.arm.Arms;
import io.jianhu.loadtest.arm.Child;
import io.jianhu.loadtest.arm.GatewayFiles;
import io.jianhu.loadtest.arm.Scratch;
import io.jianhu.loadtest.ask.Request;
import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Exit;
import io.jianhu.loadtest.tell.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds very many slow streams and unfinished requests open at once, and sees whether everybody else is served. */
@Command(
        name = "crowd",
        mixinStandardHelpOptions = true,
        description = "Many slow streams and unfinished requests at once: memory, operators, honest clients.",
        footer = {
            "",
            "Examples:",
            "  bench crowd",
            "  bench crowd --streams 2000 --dawdlers 200 --memory 512m",
            "",
            "A stream takes a file that the gateway may have open (ulimit -n) for its model, and one for its client, or the",
            "hundredth part of one over HTTP/2: 10,000 streams, half of them over HTTP/2, and 1,000 others need 16,100.",
            "Exit codes: 0 good, 1 somebody was not served or memory was exceeded, 2 usage or nothing could be started."
        })
public final class CrowdCommand implements Callable<Integer> {

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ARRIVAL = Duration.ofMinutes(3);
    private static final int SPARE = 200;
    private static final int MIB = 1024;
    private static final int HALF = -1;

    @Option(names = "--streams", paramLabel = "N", description = "Slow streams. Default: ${DEFAULT-VALUE}.")
    private int streams = 10_000;

    @Option(
            names = "--shared",
            paramLabel = "N",
            description = "How many of the streams come over HTTP/2, " + SharedLine.MOST
                    + " a connection. Default: half of them.")
    private int shared = HALF;

    @Option(names = "--dawdlers", paramLabel = "N", description = "Unfinished requests. Default: ${DEFAULT-VALUE}.")
    private int dawdlers = 1_000;

    @Option(names = "--seconds", paramLabel = "N", description = "How long to hold. Default: ${DEFAULT-VALUE}.")
    private int seconds = 40;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "The memory of the machine, as the gateway is told. Default: ${DEFAULT-VALUE}.")
    private String memory = "1g";

    @Option(names = "--limit", paramLabel = "MIB", description = "Resident memory allowed. Default: ${DEFAULT-VALUE}.")
    private int limit = 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private long most;
    private final IntSummaryStatistics dawdling = new IntSummaryStatistics();
    private int served;
    private int unserved;
    private int answered;
    private int unanswered;

    CrowdCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (shared == HALF) {
            shared = streams / 2;
        }
        if (streams < 1 || shared < 0 || shared > streams || dawdlers < 0 || seconds < 1) {
            System.err.println("bench: --streams, --shared, --dawdlers or --seconds"
                    + " (expected: 1 or more, at most as many, 0 or more, 1 or more)");
            return Exit.WRONG;
        }
        Circumstances circumstances = Circumstances.of(
                "loadtest/bin/bench crowd --streams " + streams + " --shared " + shared + " --dawdlers " + dawdlers
                        + " --seconds " + seconds + " --memory " + memory + " --limit " + limit,
                Clock.systemUTC().instant());
        return Exit.of(circumstances, results -> {
            Path home = Place.home();
            Path scratch = Files.createTempDirectory("jianhu-crowd-");
            try (Child model = Arms.program(results, "mock", "--seed=1", "--personal=0")) {
                GatewayFiles files = GatewayFiles.write(
                        scratch,
                        home.resolve("policies"),
                        model.number("port"),
                        new Pace(Duration.ZERO, BETWEEN),
                        WordBase.words(1, 10_000));
                Files.writeString(
                        files.configuration(),
                        "limits: {streams: %d, connections: %d}%n"
                                .formatted(streams + SPARE, streams + dawdlers + SPARE),
                        StandardOpenOption.APPEND);
                try (Child gateway =
                        Arms.gateway(home, files, results, List.of("env", "JAVA_TOOL_OPTIONS=-XX:MaxRAM=" + memory))) {
                    return isGood(gateway, files);
                }
            } finally {
                Scratch.remove(scratch);
            }
        });
    }

    private boolean isGood(Child gateway, GatewayFiles files) throws IOException, InterruptedException {
        long empty = gateway.figures().residentKib() / MIB;
        Dialogue dialogue = new Dialogue(1, 0);
        Target slow =
                new Target(gateway.number("data"), "/robots/" + GatewayFiles.PACED + "/v1", Optional.of(files.key()));
        Target brisk =
                new Target(gateway.number("data"), "/robots/" + GatewayFiles.AT_ONCE + "/v1", Optional.of(files.key()));
        URI admin = URI.create("http://127.0.0.1:" + gateway.number("admin"));
        try (Crowd crowd = new Crowd(slow, dialogue)) {
            arrive(crowd);
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            Attendance there = crowd.attendance();
            int before = there.pieces();
            for (int number = streams; System.nanoTime() < end; number++) {
                askHonestly(brisk, dialogue, number);
                askOperators(admin);
                dawdling.accept(crowd.dawdling());
                most = Math.max(most, gateway.figures().residentKib() / MIB);
            }
            int held = there.listening();
            boolean good = held == streams
                    && there.refused() == 0
                    && unserved == 0
                    && unanswered == 0
                    && served > 0
                    && most <= limit;
            String metrics =
                    send(HttpRequest.newBuilder(admin.resolve("/metrics")), "").orElse("");
            System.out.printf(
                    Locale.ROOT,
                    "streams held              %d of %d (%d over HTTP/2), %d refused; %d pieces came in %d s%n"
                            + "unfinished requests       %d to %d open, %d sent away%n"
                            + "honest questions          %d answered, %d not%n"
                            + "operators' requests       %d answered, %d not%n"
                            + "resident memory, MiB      %d empty, %d at most (allowed: %d), %.1f KiB a stream%n"
                            + "running, by metrics       %s; characters kept %s; heap %s, direct %s; bodies %s B%n"
                            + "verdict                   %s%n",
                    held,
                    streams,
                    shared,
                    there.refused(),
                    there.pieces() - before,
                    seconds,
                    dawdling.getMin(),
                    dawdling.getMax(),
                    crowd.cutShort(),
                    served,
                    unserved,
                    answered,
                    unanswered,
                    empty,
                    most,
                    limit,
                    (most - empty) * (double) MIB / streams,
                    metric(metrics, "jianhu_streams_running"),
                    metric(metrics, "jianhu_stream_kept_characters"),
                    metric(metrics, "jianhu_memory_share{kind=\"heap\"}"),
                    metric(metrics, "jianhu_memory_share{kind=\"direct\"}"),
                    metric(metrics, "jianhu_bodies_bytes"),
                    good ? "good" : "NOT GOOD");
            System.out.flush();
            return good;
        }
    }

    private void arrive(Crowd crowd) throws InterruptedException {
        for (int i = 0; i < dawdlers; i++) {
            crowd.dawdle();
        }
        crowd.gather(streams, shared, ARRIVAL);
        System.err.println(
                "bench: " + crowd.attendance().listening() + " streams, " + crowd.dawdling() + " unfinished requests");
    }

    private void askHonestly(Target target, Dialogue dialogue, long number) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target.url() + "/chat/completions"))
                .header("authorization", "Bearer " + target.key().orElse(""))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Request.of(dialogue.question(number), false)));
        if (send(request, dialogue.body(number)).isPresent()) {
            served++;
        } else {
            unserved++;
        }
    }

    private void askOperators(URI admin) throws InterruptedException {
        for (String path : List.of("/healthz", "/readyz", "/metrics")) {
            if (send(HttpRequest.newBuilder(admin.resolve(path)), "").isPresent()) {
                answered++;
            } else {
                unanswered++;
            }
        }
    }

    /** The body of a good answer with certain words in it. */
    private Optional<String> send(HttpRequest.Builder request, String words) throws InterruptedException {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return Optional.of(response.body()).filter(body -> response.statusCode() == 200 && body.contains(words));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String metric(String metrics, String name) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(metrics);
        return line.find() ? line.group(1) : "unknown";
    }
}
