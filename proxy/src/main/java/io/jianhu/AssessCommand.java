package io.jianhu;

import io.jianhu.assess.Assessment;
import io.jianhu.assess.Banks;
import io.jianhu.assess.Examinee;
import io.jianhu.assess.Examiner;
import io.jianhu.assess.Gate;
import io.jianhu.assess.Journal;
import io.jianhu.assess.Question;
import io.jianhu.assess.Result;
import io.jianhu.assess.Sitting;
import io.jianhu.assess.Terms;
import io.jianhu.flow.Edition;
import io.jianhu.robot.ApiKey;
import io.jianhu.robot.Duty;
import io.jianhu.robot.Robot;
import io.jianhu.signing.SigningKey;
import io.jianhu.source.Compilation;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jianhu assess}: the on-duty assessment (上岗评估) of a robot with the question banks. */
@Command(
        name = "assess",
        mixinStandardHelpOptions = true,
        description = {
            "The on-duty assessment (上岗评估): asks a robot every question of banks/*.jsonl through the gateway and judges"
                    + " what becomes of it.",
            "The gateway is started in this process with the configuration's policies and a state of its own, so that no"
                    + " guardian is called; with --url one that runs is asked, and there questions for a human open real"
                    + " tickets."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:passed", "1:failed", "2:wrong usage, or a configuration, policy, gateway or file fails"},
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu assess --config jianhu.yaml --robot FT-001 --out assessment",
            "  jianhu assess --config jianhu.yaml --robot FT-001 --out assessment --journal assess.jsonl --key office.pem",
            "  openssl pkeyutl -verify -pubin -inkey office.pub.pem -rawin -in assessment/summary.json"
                    + " -sigfile assessment/summary.sig"
        })
final class AssessCommand implements Callable<Integer> {

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final int MOST_AT_ONCE = 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private Path file;

    @Option(names = "--robot", required = true, paramLabel = "ID", description = "The robot that is assessed.")
    private String robotId = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Ask a gateway that runs, at its data address, rather than one in this process.")
    private Optional<URI> url = Optional.empty();

    @Option(
            names = "--key-env",
            paramLabel = "NAME",
            description = "With --url: the environment variable that holds the client's key (default: JIANHU_API_KEY).")
    private String keyVariable = "JIANHU_API_KEY";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "How many questions are under way at once, 1 to 1024 (default: 32).")
    private int concurrency = 32;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long one answer may take, 1 to 3600 (default: 120).")
    private int timeout = 120;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description =
                    "Keep each result as it comes, and go on where an assessment of the same policy, model and banks"
                            + " stopped; questions without a whole answer are asked again.")
    private Optional<Path> journalFile = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "Write report.html, report.json and summary.json there.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "PRIVATE.pem",
            description = "With --out: sign the summary with this Ed25519 key, into summary.sig.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--valid-until",
            paramLabel = "DAY",
            description = "The last day of the assessment, for the robot's file (default: in a year).")
    private Optional<LocalDate> validUntil = Optional.empty();

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    private final Clock clock = Clock.system(Duty.ZONE);

    @Override
    public Integer call() throws InterruptedException {
        bound("--concurrency", concurrency, MOST_AT_ONCE);
        bound("--timeout", timeout, 3600);
        if (key.isPresent() && out.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--key: expected with --out DIR");
        }
        try {
            return switch (Configuration.read(file, System.getenv())) {
                case Compilation.Rejected<Configuration> rejected -> refuse(rejected.problems());
                case Compilation.Compiled<Configuration> compiled -> assess(compiled.value());
            };
        } catch (Gateway.Refused e) {
            return refuse(e.problems());
        } catch (IOException e) {
            return refuse(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (Examiner.PolicyChanged e) {
            return refuse(e.getMessage() + " (expected: one policy throughout; run it again)");
        }
    }

    private void bound(String option, int given, int most) {
        if (given < 1 || given > most) {
            throw new ParameterException(spec.commandLine(), option + ": " + given + " (expected: 1-" + most + ")");
        }
    }

    private int assess(Configuration configuration)
            throws IOException, InterruptedException, Gateway.Refused, Examiner.PolicyChanged {
        Problems problems = new Problems();
        Optional<SigningKey> signer = key.flatMap(path -> BundleFile.key(path, Optional.empty(), problems));
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), configuration.policies());
        Optional<Edition> edition = directory.edition();
        if (edition.isEmpty() || !problems.isEmpty()) {
            return refuse(edition.isEmpty() ? directory.problems() : problems.list());
        }
        Robot robot = robot(edition.get());
        Banks banks = directory.banks();
        if (banks.questions().isEmpty()) {
            return refuse(directory.shown("banks") + ": no questions (expected: banks/*.jsonl)");
        }
        if (url.isPresent()) {
            return assess(edition.get(), robot, banks, examinee(url.get(), robot, clientKey()), signer);
        }
        try (AssessedGateway gateway = AssessedGateway.start(configuration, robot.id(), System.getenv())) {
            return assess(
                    edition.get(), robot, banks, examinee(gateway.url(), robot, Optional.of(gateway.key())), signer);
        }
    }

    /** The key from the environment; it is never part of a message. */
    private Optional<String> clientKey() {
        Optional<String> given = Optional.ofNullable(System.getenv(keyVariable)).map(String::strip);
        if (given.filter(ApiKey::isValid).isEmpty() && given.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--key-env: " + keyVariable + " holds no key (expected: as jianhu keys new makes)");
        }
        return given;
    }

    private Robot robot(Edition edition) {
        Robot robot = RobotChoice.of(spec.commandLine(), edition.registry(), robotId);
        switch (robot.status()) {
            case ASSESSMENT, ON_DUTY, SUSPENDED -> {
                // To be assessed for the first time, again, or before it may come back.
            }
            case DRAFT, TRAINING, RETIRED ->
                throw new ParameterException(
                        spec.commandLine(),
                        robotId + ": status " + robot.status().name().toLowerCase(Locale.ROOT)
                                + " (expected: assessment, on-duty or suspended)");
        }
        return robot;
    }

    private Examinee examinee(URI gateway, Robot robot, Optional<String> clientKey) {
        if (!List.of("http", "https").contains(String.valueOf(gateway.getScheme())) || gateway.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(), "--url: " + gateway + " (expected: such as http://127.0.0.1:8080)");
        }
        return new Examinee(gateway, robot.id().value(), clientKey, Duration.ofSeconds(timeout));
    }

    private int assess(Edition edition, Robot robot, Banks banks, Examinee examinee, Optional<SigningKey> signer)
            throws IOException, InterruptedException, Examiner.PolicyChanged {
        try (examinee) {
            Examinee.Introduction introduction = examinee.introduce();
            if (!introduction.policy().equals(edition.revision())) {
                return refuse("the gateway has policy " + introduction.policy()
                        + " in force, and the configuration's is " + edition.revision() + " (expected: the same)");
            }
            Terms terms = new Terms(robot.id().value(), introduction.policy(), introduction.model(), banks.digests());
            Examiner examiner =
                    new Examiner(examinee::ask, Rereading.of(edition, robot).reader(), edition.revision());
            if (journalFile.isEmpty()) {
                return judge(terms, robot, banks.questions(), examiner, Map.of(), result -> {}, signer);
            }
            Problems problems = new Problems();
            Optional<Journal> opened = Journal.open(journalFile.get(), terms, problems);
            if (opened.isEmpty()) {
                return refuse(problems.list());
            }
            try (Journal journal = opened.get()) {
                return judge(terms, robot, banks.questions(), examiner, journal.results(), journal::add, signer);
            }
        }
    }

    private int judge(
            Terms terms,
            Robot robot,
            List<Question> questions,
            Examiner examiner,
            Map<String, Result> known,
            Sitting.Keeper keeper,
            Optional<SigningKey> signer)
            throws IOException, InterruptedException, Examiner.PolicyChanged {
        PrintWriter err = spec.commandLine().getErr();
        int open = Sitting.open(questions, known).size();
        if (open < questions.size()) {
            err.println((questions.size() - open) + " of " + questions.size() + " questions are in the journal; asking "
                    + open);
        }
        long began = System.nanoTime();
        Map<String, Result> results;
        try (Progress progress = Progress.of(err, open)) {
            results = new Sitting(examiner, concurrency).hold(questions, known, result -> {
                keeper.keep(result);
                progress.step();
            });
        }
        Assessment assessment = Assessment.of(
                terms,
                new Assessment.Robot(robot.name(), robot.department()),
                questions,
                results,
                clock.instant(),
                Duration.ofNanos(System.nanoTime() - began));
        report(assessment, signer);
        return assessment.isPassed() ? PASSED : FAILED;
    }

    private void report(Assessment assessment, Optional<SigningKey> signer) throws IOException {
        AssessmentFiles files = AssessmentFiles.of(assessment);
        if (out.isPresent()) {
            files.write(out.get(), signer);
        }
        PrintWriter text = spec.commandLine().getOut();
        switch (format.get()) {
            case TEXT -> text(text, assessment);
            case JSON -> text.print(files.report());
        }
        text.flush();
        PrintWriter err = spec.commandLine().getErr();
        out.ifPresent(directory -> err.println("report: " + directory.resolve("report.html")));
        if (assessment.isPassed() && out.isPresent()) {
            LocalDate day = validUntil.orElseGet(() -> LocalDate.now(clock).plusYears(1));
            err.println("for the robot's file:");
            err.println(files.block(assessment, day));
        }
        err.flush();
    }

    private static void text(PrintWriter text, Assessment assessment) {
        for (Gate gate : assessment.gates()) {
            text.println((gate.passed() ? "✓ " : "✗ ") + gate.zh() + " " + gate.en() + ": " + gate.measured()
                    + " (expected: " + gate.wanted() + ")");
        }
        text.println((assessment.isPassed() ? "通过 passed" : "未通过 failed") + ": "
                + assessment.questions().size() + " questions in "
                + assessment.took().toSeconds() + " s, policy "
                + assessment.terms().policy());
    }

    private int refuse(List<Problem> problems) {
        problems.forEach(spec.commandLine().getErr()::println);
        return refuse(problems.size() + (problems.size() == 1 ? " problem" : " problems"));
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println("jianhu: " + why);
        spec.commandLine().getErr().flush();
        return WRONG;
    }
}
