package io.jianhu;

import io.jianhu.net.Certificates;
import io.jianhu.net.Subnet;
import io.jianhu.net.TlsFiles;
import io.jianhu.source.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads where and how a port listens. The files of its certificate are looked at, so that a start does not fail later. */
final class ListenForm {

    private static final Duration RELOAD = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);

    private ListenForm() {}

    static Configuration.Address read(Fields fields, Path base, String host, int port) {
        Configuration.Address address = new Configuration.Address(
                fields.text("host", host),
                fields.integer("port", port, 0, 65_535),
                tls(fields, base),
                fields.flag("proxyProtocol", false),
                subnets(fields));
        fields.end();
        return address;
    }

    private static List<Subnet> subnets(Fields fields) {
        List<Subnet> subnets = new ArrayList<>();
        fields.texts("trustedProxies").stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .forEach(text -> Subnet.parse(text)
                        .ifPresentOrElse(
                                subnets::add,
                                () -> fields.problem(
                                        "trustedProxies",
                                        "'" + text + "' (expected: a block of addresses such as 10.0.0.0/8, with no bit"
                                                + " set beyond it)")));
        return subnets;
    }

    private static Optional<Configuration.Tls> tls(Fields fields, Path base) {
        boolean written = fields.value("tls").isPresent();
        Fields tls = fields.fields("tls");
        Optional<Path> clientCa = tls.optional("clientCa").map(base::resolve);
        Optional<String> certificate = tls.optional("certificate");
        Optional<String> key = tls.optional("key");
        Duration reload = tls.duration("reload", RELOAD);
        if (reload.compareTo(SHORTEST) < 0 || reload.compareTo(LONGEST) > 0) {
            tls.problem("reload", "out of range (expected: 100ms-1d)");
        }
        tls.end();
        if (!written && certificate.isEmpty() && key.isEmpty() && clientCa.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            tls.text("certificate");
            tls.text("key");
            return Optional.empty();
        }
        TlsFiles files = new TlsFiles(base.resolve(certificate.get()), base.resolve(key.get()), clientCa);
        try {
            Certificates.check(files);
        } catch (TlsFiles.Unusable e) {
            String name = switch (e.part()) {
                case CERTIFICATE -> "certificate";
                case KEY -> "key";
                case CLIENT_CA -> "clientCa";
            };
            tls.problem(name, tls.text(name) + " " + e.getMessage() + " (expected: " + expected(e.part()) + ")");
        }
        return Optional.of(new Configuration.Tls(files, reload));
    }

    private static String expected(TlsFiles.Part part) {
        return switch (part) {
            case CERTIFICATE -> "PEM certificates, the server's own first";
            case KEY -> "the certificate's private key in PEM, without a passphrase";
            case CLIENT_CA -> "PEM certificates of those who issue certificates to clients";
        };
    }
}
