package io.jianhu;

import io.jianhu.admin.Account;
import io.jianhu.admin.Accounts;
import io.jianhu.admin.OperatorRole;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Operators who may sign in to the console. */
@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        description = "Operators who may sign in to the console.",
        subcommands = UsersCommand.Add.class)
final class UsersCommand {

    private UsersCommand() {}

    /** Adds an operator, or gives one a new password and new roles. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Add an operator, or replace one of that name. A running gateway takes note at once.",
            footerHeading = "Example:%n",
            footer = "  jianhu users add --name chen --role guardian --guardian g-001 --state ./data")
    static final class Add implements Callable<Integer> {

        private static final int GOOD = 0;
        private static final int WRONG = 2;

        @Spec
        private @Nullable CommandSpec spec;

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "The name to sign in with.")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                split = ",",
                paramLabel = "ROLE",
                description = "viewer, guardian, senior-guardian, policy-editor, policy-approver, auditor or admin.")
        private List<String> roles = List.of();

        @Option(names = "--guardian", paramLabel = "ID", description = "The registered guardian this person is.")
        private @Nullable String guardian;

        @Option(
                names = "--state",
                required = true,
                paramLabel = "DIR",
                description = "The state directory (state.dir).")
        private Path state = Path.of("");

        @Option(
                names = "--password-stdin",
                description = "Read the password from standard input; otherwise one is made and shown once.")
        private boolean fromInput;

        @Override
        public Integer call() throws IOException {
            for (String role : roles) {
                if (OperatorRole.of(role).isEmpty()) {
                    return wrong("--role: '" + role + "' (expected: " + words() + ")");
                }
            }
            Optional<char[]> password = fromInput ? line() : Optional.of(Accounts.newPassword());
            if (password.isEmpty()) {
                return wrong("--password-stdin: nothing to read (expected: one line)");
            }
            try {
                Accounts.open(state).put(account(), password.get());
            } catch (IllegalArgumentException refused) {
                return wrong(String.valueOf(refused.getMessage()));
            }
            if (!fromInput) {
                out().println(new String(password.get()));
            }
            err().println(name + ": may sign in as " + String.join(", ", roles)
                    + (fromInput ? "" : "; the password is shown once"));
            return GOOD;
        }

        private Account account() {
            return new Account(
                    name,
                    roles.stream()
                            .map(OperatorRole::of)
                            .flatMap(Optional::stream)
                            .collect(Collectors.toSet()),
                    Optional.ofNullable(guardian));
        }

        private static Optional<char[]> line() throws IOException {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return Optional.ofNullable(in.readLine()).map(String::toCharArray);
        }

        private static String words() {
            return Arrays.stream(OperatorRole.values()).map(OperatorRole::word).collect(Collectors.joining(", "));
        }

        private int wrong(String message) {
            err().println(message);
            return WRONG;
        }

        private PrintWriter out() {
            return Objects.requireNonNull(spec).commandLine().getOut();
        }

        private PrintWriter err() {
            return Objects.requireNonNull(spec).commandLine().getErr();
        }
    }
}
