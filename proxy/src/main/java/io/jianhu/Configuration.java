package io.jianhu;

import io.jianhu.net.Limits;
import io.jianhu.net.Subnet;
import io.jianhu.net.TlsFiles;
import io.jianhu.source.Compilation;
import io.jianhu.source.Environment;
import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import io.jianhu.source.Yaml;
import io.jianhu.upstream.Reach;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configuration file, with its defaults. Paths in it are relative to the file. Every value can be overridden from the
 * environment: {@code JIANHU_LISTEN_PORT} is {@code listen.port}.
 */
record Configuration(
        Address listen,
        Address admin,
        AdminAuth adminAuth,
        Path policies,
        Auth auth,
        Path state,
        Audit audit,
        Bounds limits,
        Optional<URI> otlp,
        List<Path> bundleKeys,
        Reach reach,
        Drain drain,
        long cache) {

    private static final String PREFIX = "JIANHU";
    /** A stream that waits for its model holds about 40 KiB, with the shipped rules. */
    private static final int STREAMS = Math.clamp(Runtime.getRuntime().maxMemory() / (64 << 10), 100, 20_000);
    /** A question takes six times its bytes until it is answered, and half of the heap may be full of them. */
    private static final int HEAP_OF_A_BODY = 12;

    private static final int CACHE = 64 << 20;

    Configuration {
        bundleKeys = List.copyOf(bundleKeys);
    }

    /** With a policy directory, which nobody signs. */
    Configuration(
            Address listen,
            Address admin,
            AdminAuth adminAuth,
            Path policies,
            Auth auth,
            Path state,
            Audit audit,
            Bounds limits,
            Optional<URI> otlp) {
        this(
                listen,
                admin,
                adminAuth,
                policies,
                auth,
                state,
                audit,
                limits,
                otlp,
                List.of(),
                Reach.DEFAULT,
                Drain.DEFAULT,
                CACHE);
    }

    /** Where to listen; port 0 stands for any free one. */
    record Address(String host, int port, Optional<Tls> tls, boolean proxyProtocol, List<Subnet> trustedProxies) {

        Address {
            trustedProxies = List.copyOf(trustedProxies);
        }

        /** Without TLS, and with no proxy before it. */
        Address(String host, int port) {
            this(host, port, Optional.empty(), false, List.of());
        }

        boolean isLoopback() {
            return host.equals("127.0.0.1") || host.equals("::1") || host.equals("localhost");
        }
    }

    /**
     * How a port speaks TLS.
     *
     * @param reload how often the files are looked at
     */
    record Tls(TlsFiles files, Duration reload) {}

    /** How clients show who they are. */
    enum Auth {
        KEYS,
        /** By a certificate that {@code listen.tls.clientCa} has issued. */
        MTLS,
        /** Nobody has to; on loopback only. */
        NONE
    }

    /** How operators log in. */
    enum AdminAuth {
        LOCAL,
        /** Nobody has to, and every call is an admin's; on loopback only. */
        NONE
    }

    /** When a record counts as kept. */
    enum Durability {
        SYNC,
        GROUP,
        ASYNC
    }

    /** Whether the gateway works when it cannot keep a record. */
    enum OnFailure {
        CLOSED,
        OPEN
    }

    /** @param retentionDays how long records are kept, 180 or more: six months by 网络安全法 第23条 */
    record Audit(Path dir, Durability durability, int retentionDays, OnFailure onFailure) {}

    /**
     * @param body the most bytes of a request's body
     * @param headers the most bytes of a request's head
     * @param requestsPerSecond of a client, where its own entry does not say; 0 for no limit
     * @param streams how many exchanges may run at once, by default what the heap holds at 64 KiB each, 20,000 at most
     * @param bodies the most bytes of all bodies at once, by default a twelfth of the heap, and no less than one
     *     body may have
     * @param totalRequestsPerSecond of all clients together; 0 for no limit
     * @param connections how many connections clients may have open at once
     */
    record Bounds(
            int body,
            int headers,
            int requestsPerSecond,
            int streams,
            long bodies,
            int totalRequestsPerSecond,
            int connections) {}

    /**
     * How it ends when it is told to.
     *
     * @param lameDuck how long it still accepts connections after it has become not ready, until every balancer has
     *     heard of it; 0 to 10 minutes
     * @param grace how long running exchanges may then take to end by themselves; 0 to 1 hour
     */
    record Drain(Duration lameDuck, Duration grace) {
        static final Drain DEFAULT = new Drain(Duration.ofSeconds(3), Duration.ofSeconds(120));

        /** For somebody who waits at a terminal, where no balancer has to be told. */
        static final Drain QUICK = new Drain(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    /** Reads a file, and reports everything that is wrong in it at once. */
    static Compilation<Configuration> read(Path file, Map<String, String> environment) {
        Problems problems = new Problems();
        Optional<Value> document = Optional.empty();
        try {
            document = Yaml.readOrEmpty(file.toString(), Files.readAllBytes(file), problems);
        } catch (IOException e) {
            problems.add(
                    Place.ofFile(file.toString()),
                    "cannot be read: " + e.getClass().getSimpleName());
        }
        Value value = document.orElseGet(() -> new Value.Mapping(Place.ofFile(file.toString()), Map.of()));
        Path base = file.toAbsolutePath().normalize().resolveSibling("");
        Environment variables = new Environment(environment, PREFIX);
        Configuration read = of(Fields.of(value, problems, variables), base);
        variables.end(value.place(), problems);
        return problems.orElse(() -> read);
    }

    /** The configuration of some fields; relative paths are relative to {@code base}. */
    static Configuration of(Fields fields, Path base) {
        Address listen = ListenForm.read(fields.fields("listen"), base, "0.0.0.0", 8080);
        Fields adminFields = fields.fields("admin");
        Fields adminAuthFields = adminFields.fields("auth");
        AdminAuth adminAuth = adminAuthFields.choice("mode", AdminAuth.LOCAL);
        adminAuthFields.end();
        Address admin = ListenForm.read(adminFields, base, "127.0.0.1", 9090);
        if (adminAuth == AdminAuth.NONE && !admin.isLoopback()) {
            adminAuthFields.problem(
                    "mode", "none with host " + admin.host() + " (expected: a loopback host, or local)");
        }
        Fields authFields = fields.fields("auth");
        Auth auth = authFields.choice("mode", Auth.KEYS);
        authFields.end();
        if (auth == Auth.NONE && !listen.isLoopback()) {
            authFields.problem("mode", "none with host " + listen.host() + " (expected: a loopback host, or keys)");
        }
        if (auth == Auth.MTLS
                && listen.tls().flatMap(tls -> tls.files().clientCa()).isEmpty()) {
            authFields.problem(
                    "mode",
                    "mtls without listen.tls.clientCa (expected: the issuers of clients' certificates there, or keys)");
        }
        Path state = state(fields.fields("state"), base);
        Path policies = base.resolve(fields.text("policies", "policies"));
        List<Path> bundleKeys = bundleKeys(fields, base, policies);
        Configuration read = new Configuration(
                listen,
                admin,
                adminAuth,
                policies,
                auth,
                state,
                audit(fields.fields("audit"), base, state),
                bounds(fields.fields("limits")),
                telemetry(fields.fields("telemetry")),
                bundleKeys,
                reach(fields.fields("upstreams")),
                drain(fields.fields("drain")),
                cache(fields.fields("cache")));
        absent(fields, "judge", "semantic rules");
        fields.end();
        return read;
    }

    /** The public keys by which a bundle is checked: needed for a file, out of place for a directory. */
    private static List<Path> bundleKeys(Fields fields, Path base, Path policies) {
        Fields bundle = fields.fields("bundle");
        List<Path> keys = bundle.texts("keys").stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .map(base::resolve)
                .toList();
        if (keys.isEmpty() && Files.isRegularFile(policies)) {
            fields.problem(
                    "policies",
                    policies
                            + " is a file (expected: a directory, or bundle: {keys: [PUBLIC.pem]} for a signed bundle)");
        } else if (!keys.isEmpty() && Files.isDirectory(policies)) {
            bundle.problem(
                    "keys", "given, and policies: " + policies + " is a directory (expected: no keys, or a bundle)");
        }
        for (Path key : keys) {
            if (!Files.isRegularFile(key)) {
                bundle.problem("keys", key + " is no file (expected: a public key, as openssl pkey -pubout writes it)");
            }
        }
        bundle.end();
        return keys;
    }

    private static Path state(Fields fields, Path base) {
        String kind = fields.text("kind", "embedded");
        if (!kind.equals("embedded")) {
            fields.problem("kind", "'" + kind + "' (expected: embedded, the only store of this release)");
        }
        Path dir = base.resolve(fields.text("dir", "data"));
        fields.end();
        return dir;
    }

    private static Audit audit(Fields fields, Path base, Path state) {
        Audit audit = new Audit(
                fields.optional("dir").map(base::resolve).orElse(state.resolve("audit")),
                fields.choice("durability", Durability.GROUP),
                fields.integer("retentionDays", 200, 180, 36_500),
                fields.choice("onFailure", OnFailure.CLOSED));
        fields.end();
        return audit;
    }

    private static Bounds bounds(Fields fields) {
        int body = size(fields, "body", 1 << 20, 1 << 10, 64 << 20);
        Bounds bounds = new Bounds(
                body,
                size(fields, "headers", 16 << 10, 1 << 10, 1 << 20),
                fields.integer("requestsPerSecond", 0, 0, 1_000_000),
                fields.integer("streams", STREAMS, 1, 1_000_000),
                bodies(fields, body),
                fields.integer("totalRequestsPerSecond", 0, 0, 1_000_000),
                fields.integer("connections", Limits.DEFAULT.connections(), 1, 10_000_000));
        fields.end();
        return bounds;
    }

    /** Which addresses robot files may name as upstreams. */
    private static Reach reach(Fields fields) {
        List<String> allow = rules(fields, "allow");
        List<String> deny = rules(fields, "deny");
        fields.end();
        return Reach.of(allow, deny);
    }

    private static List<String> rules(Fields fields, String key) {
        List<String> right = new ArrayList<>();
        for (String rule : fields.texts(key)) {
            Reach.problem(rule).ifPresentOrElse(problem -> fields.problem(key, problem), () -> right.add(rule));
        }
        return right;
    }

    private static long bodies(Fields fields, int body) {
        long otherwise = Math.max(body, Runtime.getRuntime().maxMemory() / HEAP_OF_A_BODY);
        long bodies = fields.bytes("bodies", otherwise);
        if (bodies < 1 << 20) {
            fields.problem("bodies", bodies + " bytes (expected: 1MiB or more)");
            return otherwise;
        }
        return bodies;
    }

    /** How many bytes of answers may be kept, of all robots that keep any; 0 for none. */
    private static long cache(Fields fields) {
        int bytes = size(fields, "bytes", CACHE, 0, 1 << 30);
        fields.end();
        return bytes;
    }

    private static Drain drain(Fields fields) {
        Drain drain = new Drain(
                patience(fields, "lameDuck", Drain.DEFAULT.lameDuck(), Duration.ofMinutes(10)),
                patience(fields, "grace", Drain.DEFAULT.grace(), Duration.ofHours(1)));
        fields.end();
        return drain;
    }

    private static Duration patience(Fields fields, String key, Duration otherwise, Duration most) {
        Duration patience = fields.duration(key, otherwise);
        if (patience.compareTo(most) > 0) {
            fields.problem(key, patience.toSeconds() + " s (expected: at most " + most.toSeconds() + "s)");
            return otherwise;
        }
        return patience;
    }

    private static int size(Fields fields, String key, int otherwise, int least, int most) {
        long size = fields.bytes(key, otherwise);
        if (size < least || size > most) {
            fields.problem(key, size + " bytes (expected: " + least + "-" + most + ")");
            return otherwise;
        }
        return (int) size;
    }

    /** Where traces go: the base of a collector that speaks OTLP over HTTP; nowhere when absent. */
    private static Optional<URI> telemetry(Fields fields) {
        Optional<URI> otlp = fields.optional("otlp").flatMap(text -> collector(fields, text));
        String conventions = fields.text("genaiConventions", "v1.36");
        if (!conventions.equals("v1.36")) {
            fields.problem("genaiConventions", "'" + conventions + "' (expected: v1.36)");
        }
        fields.end();
        return otlp;
    }

    private static Optional<URI> collector(Fields fields, String text) {
        try {
            URI uri = new URI(text);
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // Falls through to the problem below, which says the same of every bad address.
        }
        fields.problem("otlp", "not an address (expected: such as http://collector:4318)");
        return Optional.empty();
    }

    /** A key of the contract that this release cannot serve: it may stand there as null only. */
    private static void absent(Fields fields, String key, String what) {
        if (fields.value(key).isPresent()) {
            fields.problem(key, "this release has no " + what + " (expected: null)");
        }
    }
}
