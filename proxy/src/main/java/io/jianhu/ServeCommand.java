package io.jianhu;

import io.jianhu.source.Compilation;
import io.jianhu.source.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the gateway in production. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run the gateway by a configuration file.",
        footer = {
            "",
            "Examples:",
            "  jianhu serve --config /etc/jianhu/jianhu.yaml",
            "  JIANHU_LISTEN_PORT=8081 jianhu serve --config jianhu.yaml",
            "",
            "Prints one line once it serves: jianhu ready data=HOST:PORT admin=HOST:PORT policy=REVISION"
        })
final class ServeCommand implements Callable<Integer> {

    static final int GOOD = 0;
    static final int WRONG = 2;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private Path file;

    private ServeCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        return switch (Configuration.read(file, System.getenv())) {
            case Compilation.Rejected<Configuration> rejected -> refuse(rejected.problems());
            case Compilation.Compiled<Configuration> compiled -> serve(compiled.value());
        };
    }

    private static int serve(Configuration configuration) throws IOException, InterruptedException {
        try (Gateway gateway = Gateway.start(configuration, UnaryOperator.identity(), System.getenv())) {
            Signals.surviveHangUp();
            drainAtTheEnd(gateway);
            announce(gateway);
            gateway.await();
            return GOOD;
        } catch (Gateway.Refused e) {
            return refuse(e.problems());
        }
    }

    /** SIGTERM ends running streams in good order before the process goes, as one that has ended well; a second at once. */
    static void drainAtTheEnd(Gateway gateway) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("drain").unstarted(() -> {
            if (gateway.isClosed()) {
                return;
            }
            Signals.anotherEndsAtOnce();
            try {
                gateway.drain();
                Runtime.getRuntime().halt(GOOD); // the JVM itself would report the signal: 143
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    static void announce(Gateway gateway) {
        System.out.println("jianhu ready data=" + gateway.data().host() + ":"
                + gateway.data().port() + " admin=" + gateway.admin().host() + ":"
                + gateway.admin().port() + " policy=" + gateway.revision());
        System.out.flush();
    }

    static int refuse(List<Problem> problems) {
        problems.forEach(problem -> System.err.println(problem));
        System.err.println("jianhu: " + Count.of(problems.size(), "problem"));
        return WRONG;
    }
}
