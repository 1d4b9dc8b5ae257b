package io.jianhu;

import io.jianhu.release.Bundle;
import io.jianhu.signing.SigningKey;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy build DIR --out FILE}: a policy directory as one file with a serial. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Makes one file of a policy directory, with a serial, and signs it when a key is given. The same"
                + " directory and serial make the same file, byte for byte.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:built", "1:the directory is one that lint refuses", "2:wrong usage, or a file or key fails"},
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu policy build policies --out policies.bundle",
            "  jianhu policy build policies --out policies.bundle --key security.pem --not-after 2027-03-01T00:00:00Z",
            "  jianhu policy build older --out policies.bundle --rollback-of 418 --key security.pem"
        })
final class PolicyBuildCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The policy directory.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path path;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The bundle; replaced in one step.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path out;

    @Option(
            names = "--serial",
            paramLabel = "N",
            description = "The serial, which must be greater than that of FILE (default: one more, or 1).")
    private @Nullable Integer serial;

    @Option(
            names = "--not-after",
            paramLabel = "INSTANT",
            description = "When it may no longer be taken into force, such as 2027-03-01T00:00:00Z.")
    private @Nullable Instant notAfter;

    @Option(
            names = "--rollback-of",
            paramLabel = "SERIAL",
            description = "The serial in force in whose place this bundle puts older files again.")
    private @Nullable Integer rollbackOf;

    @Option(names = "--key", paramLabel = "PRIVATE.pem", description = "Sign it with this Ed25519 key.")
    private @Nullable Path key;

    @Option(names = "--key-id", paramLabel = "NAME", description = "How the key is called (default: as its file).")
    private @Nullable String keyId;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        atLeastOne("--serial", serial);
        atLeastOne("--rollback-of", rollbackOf);
        if (notAfter != null && !clock.instant().isBefore(notAfter)) {
            throw new ParameterException(spec.commandLine(), "--not-after: " + notAfter + " is past");
        }
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), path);
        if (directory.lint().isEmpty()) {
            List<Problem> problems = directory.problems();
            problems.forEach(err::println);
            err.println("nothing was built, since jianhu policy lint refuses " + path);
            return 1;
        }
        Problems problems = new Problems();
        OptionalInt number = serial(directory.revision(), problems);
        Optional<SigningKey> signer =
                key == null ? Optional.empty() : BundleFile.key(key, Optional.ofNullable(keyId), problems);
        if (number.isEmpty() || !problems.isEmpty()) {
            BundleFile.print(err, problems);
            return 2;
        }
        Bundle plain = Bundle.of(
                directory.folder(), number.getAsInt(), Optional.ofNullable(notAfter), Optional.ofNullable(rollbackOf));
        Bundle bundle = signer.map(plain::sign).orElse(plain);
        BundleFile.write(out, bundle);
        spec.commandLine().getOut().println(BundleFile.summary(out, bundle));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private OptionalInt serial(String revision, Problems problems) {
        if (serial != null) {
            grows(serial, revision);
            return OptionalInt.of(serial);
        }
        if (!Files.exists(out)) {
            return OptionalInt.of(1);
        }
        Optional<Bundle> before = Bundle.read(out, problems);
        if (before.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("--out: " + out + " is no bundle whose serial could grow"
                            + " (expected: a bundle, no file, or --serial)");
            return OptionalInt.empty();
        }
        if (before.get().manifest().serial() == Integer.MAX_VALUE) {
            throw new ParameterException(spec.commandLine(), "--out: " + out + " has the last serial there is");
        }
        return OptionalInt.of(before.get().manifest().serial() + 1);
    }

    /** As gateways judge: a serial must grow, that of a rollback too, unless the same files are built again. */
    private void grows(int given, String revision) {
        if (!Files.exists(out)) {
            return;
        }
        Bundle.read(out, new Problems())
                .map(Bundle::manifest)
                .filter(before -> given < before.serial()
                        || (given == before.serial() && !before.revision().equals(revision)))
                .ifPresent(before -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--serial: " + given + " (expected: more than " + before.serial() + ", the serial of " + out
                                    + "; that of a rollback grows too)");
                });
    }

    private void atLeastOne(String option, @Nullable Integer number) {
        if (number != null && number < 1) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + number + " (expected: a whole number from 1)");
        }
    }
}
