package io.jianhu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.RobotId;
import io.jianhu.release.PolicyFolder;
import io.jianhu.robot.ApiKey;
import io.jianhu.source.Problems;
import io.jianhu.source.Replacement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keys of the applications that may call robots. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Keys of the applications that may call robots.",
        subcommands = KeysCommand.New.class)
final class KeysCommand {

    private KeysCommand() {}

    /** Makes a key, shows it once and stores only its hash. */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Make a key. It is shown once; only its hash is stored.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:made", "2:wrong usage"},
            footerHeading = "Examples:%n",
            footer = {
                "  jianhu keys new --client portal --robots FT-001,FT-002 --policies policies",
                "  jianhu keys new --client portal      shows the file to write, too"
            })
    static final class New implements Callable<Integer> {

        private static final int GOOD = 0;
        private static final int WRONG = 2;

        @Spec
        private @Nullable CommandSpec spec;

        @Option(names = "--client", required = true, paramLabel = "NAME", description = "The application's id.")
        private String client = "";

        @Option(
                names = "--robots",
                split = ",",
                paramLabel = "ID",
                description = "The robots a new client may call, such as FT-001,FT-002; all when absent.")
        private List<String> robots = List.of();

        @Option(
                names = "--policies",
                paramLabel = "DIR",
                description = "The policy directory whose clients/NAME.yaml takes the hash.")
        private @Nullable Path policies;

        @Option(names = "--format", paramLabel = "text|json", description = "text or json.")
        private Format format = Format.text;

        /** How results are printed; named as on the command line. */
        enum Format {
            text,
            json
        }

        @Override
        public Integer call() throws IOException {
            if (!RobotId.isValid(client)) {
                return wrong("--client: '" + client + "' (expected: 1-64 letters, digits, '.', '_' or '-')");
            }
            for (String robot : robots) {
                if (!robot.equals("*") && !RobotId.isValid(robot)) {
                    return wrong("--robots: '" + robot + "' (expected: ids of robots, or *)");
                }
            }
            String key = ApiKey.create(new SecureRandom());
            String hash = ApiKey.hash(key);
            Path directory = policies;
            if (directory == null) {
                err().print(ClientFile.fresh(client, allowed(), hash));
                return done(key, hash, Optional.empty());
            }
            if (!Files.isDirectory(directory)) {
                return wrong("--policies: " + directory + " is not a directory");
            }
            Optional<String> stranger = stranger(directory);
            if (stranger.isPresent()) {
                return wrong(stranger.get());
            }
            return store(directory.resolve("clients").resolve(client + ".yaml"), key, hash);
        }

        /** What is wrong with the first robot that is not in a directory: its name would keep all of it out of force. */
        private Optional<String> stranger(Path directory) {
            Problems problems = new Problems();
            List<String> known = RobotFile.ids(PolicyFolder.read(directory, problems), problems);
            Optional<String> stranger = robots.stream()
                    .filter(robot -> !robot.equals("*") && !known.contains(robot))
                    .findFirst();
            if (stranger.isPresent()) {
                problems.list()
                        .forEach(problem -> err().println(directory.resolve(problem.file()) + ":" + problem.line() + ":"
                                + problem.column() + ": " + problem.message()));
            }
            return stranger.map(robot -> "--robots: " + RobotChoice.unknown(robot, known));
        }

        private int store(Path file, String key, String hash) throws IOException {
            if (!Files.exists(file)) {
                write(file, ClientFile.fresh(client, allowed(), hash));
                return done(key, hash, Optional.of(file));
            }
            if (!robots.isEmpty()) {
                return wrong("--robots: " + file + " exists and says which robots (expected: no --robots)");
            }
            Optional<String> longer = ClientFile.extend(client, Files.readString(file), hash);
            if (longer.isEmpty()) {
                err().println(file + " is not written in a way that can be extended; add:");
                err().print(ClientFile.snippet(hash));
                return done(key, hash, Optional.empty());
            }
            write(file, longer.get());
            return done(key, hash, Optional.of(file));
        }

        private List<String> allowed() {
            if (robots.isEmpty()) {
                err().println("This client may call every robot; name some with --robots to allow only these.");
                return List.of("*");
            }
            return robots;
        }

        private static void write(Path file, String text) throws IOException {
            Replacement.write(file, text.getBytes(StandardCharsets.UTF_8));
        }

        private int done(String key, String hash, Optional<Path> file) throws IOException {
            file.ifPresent(stored -> err().println("The hash is stored in " + stored + "."));
            switch (format) {
                case text -> {
                    err().println("This is the key. It is not shown again:");
                    out().println(key);
                }
                case json -> out().println(json(key, hash, file));
            }
            return GOOD;
        }

        private String json(String key, String hash, Optional<Path> file) throws IOException {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                json.writeStartObject();
                json.writeStringField("client", client);
                json.writeStringField("key", key);
                json.writeStringField("hash", hash);
                if (file.isPresent()) {
                    json.writeStringField("file", file.get().toString());
                }
                json.writeEndObject();
            }
            return text.toString();
        }

        private int wrong(String message) {
            err().println(message);
            return WRONG;
        }

        private PrintWriter out() {
            return commandLine().getOut();
        }

        private PrintWriter err() {
            return commandLine().getErr();
        }

        private picocli.CommandLine commandLine() {
            return java.util.Objects.requireNonNull(spec, "picocli sets it").commandLine();
        }
    }
}
