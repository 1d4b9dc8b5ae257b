package io.jianhu;

import io.jianhu.release.Bundle;
import io.jianhu.release.Manifest;
import io.jianhu.signing.Algorithm;
import io.jianhu.signing.VerifyingKey;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy verify FILE --key PUBLIC.pem}: whether a gateway with these keys would trust a bundle. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Checks a bundle as a gateway with these keys does: signature, every file, expiry, version. Whether"
                        + " its serial grows only the gateway that takes it knows.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:good", "1:not to be trusted", "2:wrong usage, or a key fails"},
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu policy verify policies.bundle --key security.pub.pem",
            "  jianhu policy verify policies.bundle --key old.pub.pem --key new.pub.pem --format json"
        })
final class PolicyVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The bundle.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path file;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "PUBLIC.pem",
            description = "A public key that may have signed it; may be given more than once.")
    private List<Path> keys = List.of();

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Problems problems = new Problems();
        List<VerifyingKey> trusted = VerifyingKey.read(keys, Set.of(Algorithm.ED25519), problems);
        if (!problems.isEmpty()) {
            BundleFile.print(spec.commandLine().getErr(), problems);
            return 2;
        }
        Optional<Bundle> bundle = Bundle.read(file, trusted, problems);
        bundle.ifPresent(read -> read.check(Place.ofFile(file.toString()), clock.instant(), problems));
        Optional<String> signer = bundle.flatMap(read -> read.signer(trusted))
                .map(key -> key.file().toString());
        switch (format.get()) {
            case TEXT -> {
                bundle.ifPresent(read -> text(out, read, signer.orElseThrow()));
                problems.list().forEach(out::println);
            }
            case JSON -> json(out, bundle, signer, problems);
        }
        out.flush();
        return problems.isEmpty() ? 0 : 1;
    }

    private static void text(PrintWriter out, Bundle bundle, String signer) {
        Manifest manifest = bundle.manifest();
        out.println("revision    " + manifest.revision());
        out.println("serial      " + manifest.serial());
        out.println("not after   " + manifest.notAfter().map(Object::toString).orElse("-"));
        manifest.rollbackOf().ifPresent(serial -> out.println("rollback of " + serial));
        out.println("min engine  " + manifest.minEngine());
        out.println("key id      " + bundle.keyId().orElseThrow() + " (signature made by " + signer + ")");
        out.println("files       " + manifest.files().size());
        for (Map.Entry<String, String> listed : manifest.files().entrySet()) {
            out.println("  " + listed.getValue() + "  " + listed.getKey());
        }
    }

    private static void json(PrintWriter out, Optional<Bundle> bundle, Optional<String> signer, Problems problems) {
        PolicyDirectory.json(out, json -> {
            json.writeBooleanField("good", problems.isEmpty());
            if (bundle.isPresent()) {
                Manifest manifest = bundle.get().manifest();
                json.writeStringField("revision", manifest.revision());
                json.writeNumberField("serial", manifest.serial());
                json.writeStringField(
                        "notAfter", manifest.notAfter().map(Object::toString).orElse(null));
                if (manifest.rollbackOf().isPresent()) {
                    json.writeNumberField("rollbackOf", manifest.rollbackOf().get());
                }
                json.writeStringField("minEngine", manifest.minEngine());
                json.writeStringField("keyId", bundle.get().keyId().orElseThrow());
                json.writeStringField("key", signer.orElseThrow());
                json.writeObjectFieldStart("files");
                for (Map.Entry<String, String> listed : manifest.files().entrySet()) {
                    json.writeStringField(listed.getKey(), listed.getValue());
                }
                json.writeEndObject();
            }
            PolicyDirectory.problems(json, problems.list());
        });
    }
}
