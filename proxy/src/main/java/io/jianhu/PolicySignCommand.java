package io.jianhu;

import io.jianhu.release.Bundle;
import io.jianhu.signing.SigningKey;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy sign FILE --key PRIVATE.pem}: signs a bundle, in place of any signature it had. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Signs a bundle with an Ed25519 key, in place of any signature it had.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:signed", "1:the bundle is not whole", "2:wrong usage, or a file or key fails"},
        footerHeading = "Examples:%n",
        footer = {
            "  openssl genpkey -algorithm ed25519 -out security.pem && chmod 600 security.pem",
            "  openssl pkey -in security.pem -pubout -out security.pub.pem",
            "  jianhu policy sign policies.bundle --key security.pem"
        })
final class PolicySignCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The bundle; replaced in one step.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path file;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "PRIVATE.pem",
            description = "The private key, which only its owner may read.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path key;

    @Option(names = "--key-id", paramLabel = "NAME", description = "How the key is called (default: as its file).")
    private @Nullable String keyId;

    @Override
    public Integer call() throws IOException {
        Problems problems = new Problems();
        Optional<SigningKey> signer = BundleFile.key(key, Optional.ofNullable(keyId), problems);
        if (signer.isEmpty()) {
            BundleFile.print(spec.commandLine().getErr(), problems);
            return 2;
        }
        Optional<Bundle> bundle = Bundle.read(file, problems);
        if (bundle.isEmpty()) {
            BundleFile.print(spec.commandLine().getErr(), problems);
            return 1;
        }
        Bundle signed = bundle.get().sign(signer.get());
        BundleFile.write(file, signed);
        spec.commandLine().getOut().println(BundleFile.summary(file, signed));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
