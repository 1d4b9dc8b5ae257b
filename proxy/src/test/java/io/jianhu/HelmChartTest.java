package io.jianhu;

import static io.jianhu.RenderedChart.at;
import static io.jianhu.RenderedChart.compiled;
import static io.jianhu.RenderedChart.kinds;
import static io.jianhu.RenderedChart.one;
import static io.jianhu.RenderedChart.pod;
import static io.jianhu.RenderedChart.rendered;
import static io.jianhu.RenderedChart.scrape;
import static io.jianhu.RenderedChart.template;
import static io.jianhu.RenderedChart.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.chat.Subject;
import io.jianhu.chat.Verdict;
import io.jianhu.flow.Edition;
import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.telemetry.Meters;
import io.jianhu.text.Span;
import io.jianhu.upstream.Upstreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The chart as Helm renders it, and whether the gateway understands what it renders. */
class HelmChartTest {

    private static final Pattern METRIC = Pattern.compile("\\b(?:jianhu|jvm|process|system)_[a-z_]+\\b");

    @TempDir
    private Path directory;

    @Test
    void lintFindsNothing() {
        LintResult result = new Helm(RenderedChart.PATH).lint().strict().call();
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void byDefaultOnePodRunsWithoutRights() {
        List<Map<?, ?>> objects = rendered(UnaryOperator.identity());
        assertThat(kinds(objects)).containsOnly("ConfigMap", "Service", "ServiceAccount", "StatefulSet");
        confined(objects);
    }

    @Test
    void everyToggleRenders() {
        List<Map<?, ?>> objects = rendered(HelmChartTest::everything);
        assertThat(kinds(objects)).contains("PodDisruptionBudget", "NetworkPolicy", "ServiceMonitor", "PrometheusRule");
        confined(objects);
        assertThat(text(pod(objects), "containers", 0, "env", 1, "valueFrom", "secretKeyRef", "name"))
                .isEqualTo("jianhu-secret");
    }

    private static TemplateCommand everything(TemplateCommand command) {
        return command.set("replicaCount", 2)
                .set("secret.existingSecret", "jianhu-secret")
                .set("networkPolicy.enabled", true)
                .set("serviceMonitor.enabled", true)
                .set("prometheusRule.enabled", true)
                .set("persistence.enabled", false)
                .set("extraEnvFrom[0].secretRef.name", "upstream-keys")
                .set("imagePullSecrets[0].name", "registry")
                .set("javaOptions", "-Xlog:gc");
    }

    /** Fails where a pod could do more than it needs. */
    static void confined(List<Map<?, ?>> objects) {
        Object pod = pod(objects);
        assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
        assertThat(at(pod, "enableServiceLinks")).isEqualTo(false);
        assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat((Integer) at(pod, "securityContext", "runAsUser")).isGreaterThanOrEqualTo(10_000);
        assertThat(text(pod, "securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
        assertThat((Integer) at(pod, "terminationGracePeriodSeconds")).isEqualTo(150);

        Object container = at(pod, "containers", 0);
        assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(at(container, "securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
        assertThat(at(container, "securityContext", "capabilities", "drop")).isEqualTo(List.of("ALL"));
        assertThat(text(container, "image")).matches(".+:\\d+\\.\\d+\\.\\d+");
        for (String probe : List.of("startupProbe", "livenessProbe")) {
            assertThat(at(container, probe, "httpGet")).isEqualTo(Map.of("path", "/healthz", "port", "admin"));
        }
        assertThat(at(container, "readinessProbe", "httpGet")).isEqualTo(Map.of("path", "/readyz", "port", "admin"));
        assertThat((List<?>) at(container, "volumeMounts"))
                .noneMatch(mount -> ((Map<?, ?>) mount).containsKey("subPath"))
                .anyMatch(mount -> text(mount, "mountPath").equals("/tmp"))
                .anyMatch(mount -> text(mount, "mountPath").equals("/var/lib/jianhu"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image.tag=latest",
                "replicaCount=2",
                "config.auth.mode=none",
                "config.admin.auth.mode=none",
                "config.audit.retentionDays=30",
                "shutdown.drainSecond=5",
            })
    void whatWouldNotWorkIsRefused(String setting) {
        String[] parts = setting.split("=", 2);
        assertThatThrownBy(() -> rendered(command -> command.set(parts[0], parts[1])))
                .hasMessageContaining(parts[0].split("\\.", 2)[0]);
    }

    @Test
    void theGatewayAcceptsTheConfiguration() throws IOException {
        Object file =
                at(one(rendered(UnaryOperator.identity()), "ConfigMap", "test-jianhu-config"), "data", "jianhu.yaml");
        Path written = Files.writeString(directory.resolve("jianhu.yaml"), (String) file);
        Configuration read = compiled(Configuration.read(written, Map.of()));
        assertThat(read.admin()).isEqualTo(new Configuration.Address("0.0.0.0", 9090));
        assertThat(read.adminAuth()).isEqualTo(Configuration.AdminAuth.LOCAL);
        assertThat(read.policies()).isEqualTo(Path.of("/etc/jianhu/policies"));
    }

    @Test
    void thePodIsGivenTheTimeThatTheGatewayTakes() throws IOException {
        List<Map<?, ?>> objects =
                rendered(command -> command.set("shutdown.lameDuckSeconds", "5").set("shutdown.drainSeconds", "300"));
        Path written = Files.writeString(directory.resolve("jianhu.yaml"), (String)
                at(one(objects, "ConfigMap", "test-jianhu-config"), "data", "jianhu.yaml"));
        Configuration.Drain drain =
                compiled(Configuration.read(written, Map.of())).drain();
        assertThat(drain).isEqualTo(new Configuration.Drain(Duration.ofSeconds(5), Duration.ofSeconds(300)));
        long taken =
                drain.lameDuck().plus(drain.grace()).plus(Gateway.LAST_WORDS).toSeconds();
        assertThat((Integer) at(pod(objects), "terminationGracePeriodSeconds"))
                .isEqualTo(325)
                .isGreaterThan((int) taken);
        // A hook would be waited for before the gateway hears the signal.
        assertThat(((Map<?, ?>) at(pod(objects), "containers", 0)).get("lifecycle"))
                .isNull();
    }

    @Test
    void theMountedPoliciesAreThePolicyDirectory() throws IOException {
        Map<?, ?> data =
                (Map<?, ?>) at(one(rendered(UnaryOperator.identity()), "ConfigMap", "test-jianhu-policies"), "data");
        Path moment = Files.createDirectory(directory.resolve("..2026_11_23"));
        Files.createSymbolicLink(directory.resolve("..data"), moment.getFileName());
        for (Map.Entry<?, ?> file : data.entrySet()) {
            String key = (String) file.getKey();
            assertThat(key).matches("[-._a-zA-Z0-9]+");
            Files.writeString(moment.resolve(key), (String) file.getValue());
            Files.createSymbolicLink(directory.resolve(key), Path.of("..data", key));
        }
        Problems problems = new Problems();
        Folder mounted = PolicyFolder.read(directory, problems);
        Folder shipped = PolicyFolder.read(Path.of("..", "policies"), problems);
        assertThat(problems.list()).isEmpty();
        assertThat(mounted.files().keySet()).isEqualTo(shipped.files().keySet());
        assertThat(PolicyFolder.revision(mounted)).isEqualTo(PolicyFolder.revision(shipped));
        Edition edition = compiled(new Editions(UnaryOperator.identity(), InstantSource.system()).apply(mounted));
        assertThat(edition.revision()).isEqualTo(PolicyFolder.revision(shipped));
    }

    @Test
    void onlyTheConfigurationRollsThePods() {
        Object before = template(rendered(UnaryOperator.identity()));
        assertThat(template(rendered(command -> command.set("config.limits.streams", 7))))
                .isNotEqualTo(before);
        assertThat(template(rendered(command -> command.set("service.port", 81))))
                .isEqualTo(before);
        assertThat(at(before, "metadata", "annotations").toString()).doesNotContain("polic");
    }

    @Test
    void aSecretBringsTheCertificateOfAPort() {
        List<Map<?, ?>> objects = rendered(command -> command.set("listen.tlsSecret", "web")
                .set("listen.adminTlsSecret", "office")
                .set("listen.clientCa", true)
                .set("config.auth.mode", "mtls"));
        assertThat(text(one(objects, "ConfigMap", "test-jianhu-config"), "data", "jianhu.yaml"))
                .contains("clientCa: /etc/jianhu/tls/ca.crt", "key: /etc/jianhu/tls/tls.key", "mode: mtls")
                .contains("certificate: /etc/jianhu/admin-tls/tls.crt");
        String pod = one(objects, "StatefulSet", "test-jianhu").toString();
        assertThat(pod).contains("secretName=web", "secretName=office", "scheme=HTTPS");
        assertThat(rendered(UnaryOperator.identity()).toString()).doesNotContain("scheme=HTTPS", "secretName");
    }

    @Test
    void everyMetricAskedForIsThere() throws Exception {
        Set<String> asked = new TreeSet<>();
        List<Map<?, ?>> objects = rendered(HelmChartTest::everything);
        String board = text(one(objects, "ConfigMap", "test-jianhu-dashboard"), "data", "jianhu-overview.json");
        Object dashboard = new Load(LoadSettings.builder().build()).loadFromString(board);
        assertThat(at(dashboard, "schemaVersion")).isEqualTo(39);
        for (Object panel : (List<?>) at(dashboard, "panels")) {
            if (!text(panel, "type").equals("row")) {
                assertThat(text(panel, "description")).isNotBlank();
                assertThat(text(panel, "fieldConfig", "defaults", "unit")).isNotBlank();
                for (Object target : (List<?>) at(panel, "targets")) {
                    String expression = text(target, "expr");
                    assertThat(expression).contains("job=~\"$job\"", "instance=~\"$instance\"");
                    names(expression, asked);
                }
            }
        }
        Object rule = objects.stream()
                .filter(it -> text(it, "kind").equals("PrometheusRule"))
                .findFirst()
                .orElseThrow();
        for (Object alert : (List<?>) at(rule, "spec", "groups", 0, "rules")) {
            names(text(alert, "expr"), asked);
        }
        assertThat(asked)
                .hasSizeGreaterThan(25)
                .contains("jianhu_policy_exceptions", "jianhu_policy_rules_overdue", "jianhu_robot_papers_ending");
        Set<String> there = new TreeSet<>();
        names(gatewayScrape(), there);
        names(eventfulScrape(), there);
        assertThat(there).containsAll(asked);
    }

    private static void names(String text, Set<String> into) {
        METRIC.matcher(text).results().forEach(match -> into.add(match.group()));
    }

    private String gatewayScrape() throws Exception {
        Path policies = Path.of("..", "policies").toAbsolutePath().normalize();
        Path file = Files.writeString(
                directory.resolve("live.yaml"),
                "listen: {host: 127.0.0.1, port: 0}\nadmin: {host: 127.0.0.1, port: 0}\npolicies: " + policies + "\n");
        Configuration configuration = compiled(Configuration.read(file, Map.of()));
        try (Gateway gateway = Gateway.start(configuration, UnaryOperator.identity(), Map.of())) {
            return scrape(gateway);
        }
    }

    /** What is counted once everything has happened once, a garbage collection too. */
    private static String eventfulScrape() throws InterruptedException {
        Instant now = Instant.parse("2026-11-23T08:00:00Z");
        Subject subject = new Subject("q-1", "FT-001", "虚构市政务局", "portal", "openai", "r7");
        Finding finding = new Finding("JH-1", Side.QUESTION, new Span(0, 1), Severity.LOW);
        try (Meters meters = new Meters()) {
            List.of(
                            new Event.Asked(subject, now, Map.of("mobile", 1), "00"),
                            new Event.Decided(
                                    subject,
                                    now,
                                    Side.QUESTION,
                                    new Ruling(new Verdict.Refuse(List.of(finding), "no"), List.of()),
                                    Duration.ofMillis(1)),
                            new Event.Failed(subject, now, "upstream-timeout", 504, Duration.ofMillis(1)),
                            new Event.Reloaded(now, "r7", true, ""),
                            new Event.Acted(now, "chen", "brake", "FT-001"))
                    .forEach(event -> assertThat(meters.saw(event)).isCompleted());
            assertThat(meters.saw(new Event.Answered(
                            subject,
                            now,
                            Decision.ALLOW,
                            List.of(),
                            Optional.empty(),
                            Event.NoticeState.GIVEN,
                            "mock",
                            Duration.ofMillis(102),
                            Optional.of(Duration.ofMillis(80)),
                            Duration.ofMillis(100),
                            12,
                            40)))
                    .isCompleted();
            meters.rejected("bad-json");
            meters.shed("streams");
            meters.upstream("FT-001", "502");
            meters.retried("FT-001", "refused");
            new UpstreamMeters(meters).met(new NoCalls());
            String scrape = "";
            for (int attempt = 0; attempt < 100 && !scrape.contains("jvm_gc_pause_seconds_sum"); attempt++) {
                System.gc();
                Thread.sleep(50);
                scrape = meters.scrape(Optional.empty()).body();
            }
            return scrape;
        }
    }

    /** A robot whose model nobody asks. */
    private record NoCalls() implements Upstreams.Figures {
        @Override
        public String robot() {
            return "FT-001";
        }

        @Override
        public int inflight() {
            return 0;
        }

        @Override
        public int ejected() {
            return 0;
        }

        @Override
        public int breaker() {
            return 0;
        }
    }
}
