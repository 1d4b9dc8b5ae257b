package io.jianhu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jianhu policy rollback --admin URL}: puts the revision before into force again, on a gateway that runs. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Puts the revision before into force again on a running gateway, as an operator who may (role"
                + " policy-approver) and on record. What was rolled back comes back when its files change.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:refused by the gateway, or nothing to go back to", "2:wrong usage, or no answer"},
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu policy rollback --admin http://127.0.0.1:9090 --user chen --password",
            "  jianhu policy rollback --admin http://127.0.0.1:9090 --user chen --password-stdin < password",
            "  jianhu policy rollback --admin http://127.0.0.1:9090      where admin.auth.mode is none"
        })
final class PolicyRollbackCommand implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int REFUSED = 1;
    private static final int WRONG = 2;
    private static final int SIGNED_IN = 200;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Option(
            names = "--admin",
            required = true,
            paramLabel = "URL",
            description = "The admin plane, such as http://127.0.0.1:9090.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private URI admin;

    @Option(names = "--user", paramLabel = "NAME", description = "Who signs in; needed unless nobody has to.")
    private @Nullable String user;

    @Option(names = "--password", interactive = true, description = "Ask for the password, unseen.")
    private char @Nullable [] typed;

    @Option(names = "--password-stdin", description = "Read the password from standard input, one line.")
    private boolean fromInput;

    @Option(
            names = "--from",
            paramLabel = "REVISION",
            description = "The revision to be left; refused when another is in force (default: the one in force).")
    private @Nullable String from;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!List.of("http", "https").contains(String.valueOf(admin.getScheme())) || admin.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(), "--admin: " + admin + " (expected: such as http://127.0.0.1:9090)");
        }
        try (AdminClient client = new AdminClient(admin)) {
            return rollBack(client);
        } catch (IOException e) {
            err("no answer from " + admin + ": " + e);
            return WRONG;
        }
    }

    private int rollBack(AdminClient client) throws IOException, InterruptedException {
        if (user != null) {
            AdminClient.Reply welcome = client.signIn(user, password());
            if (welcome.status() != SIGNED_IN) {
                err("sign-in: " + welcome.message());
                return REFUSED;
            }
        }
        AdminClient.Reply me = client.get("/api/me");
        if (me.status() != SIGNED_IN) {
            err(me.message() + (user == null ? " (expected: --user NAME)" : ""));
            return REFUSED;
        }
        String left = from != null ? from : client.get("/api/policy").text("revision");
        AdminClient.Reply done = client.post("/api/policy/rollback", Map.of("from", left));
        if (user != null) {
            client.post("/api/logout", Map.of());
        }
        if (done.status() != SIGNED_IN) {
            err(done.message());
            return REFUSED;
        }
        spec.commandLine().getOut().println(done.text("revision") + " in force, rolled back from " + left);
        spec.commandLine().getOut().flush();
        return GOOD;
    }

    private String password() throws IOException {
        if (typed != null) {
            return new String(typed);
        }
        if (!fromInput) {
            throw new ParameterException(spec.commandLine(), "--user (expected: --password or --password-stdin too)");
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return Optional.ofNullable(in.readLine())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--password-stdin: nothing to read (expected: one line)"));
    }

    private void err(String message) {
        spec.commandLine().getErr().println(message);
        spec.commandLine().getErr().flush();
    }
}
