package io.jianhu;

import static io.jianhu.RenderedChart.at;
import static io.jianhu.RenderedChart.compiled;
import static io.jianhu.RenderedChart.one;
import static io.jianhu.RenderedChart.pod;
import static io.jianhu.RenderedChart.rendered;
import static io.jianhu.RenderedChart.scrape;
import static io.jianhu.RenderedChart.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.release.Keys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The chart with a signed bundle in place of the policy directory. */
class HelmBundleTest {

    @TempDir
    private Path directory;

    /** Mounts what the chart mounts, at the paths that its configuration names, and lets the gateway read both. */
    @ParameterizedTest
    @CsvSource({
        "configMap, policies.bundle, configMap, name",
        "secret, policies.bundle, secret, secretName",
        "claim, released/2026.bundle, persistentVolumeClaim, claimName"
    })
    void aSignedBundleIsMountedWithItsKeysInPlaceOfTheDirectory(String place, String file, String volume, String name)
            throws Exception {
        List<Map<?, ?>> objects = rendered(command -> command.set("policies.bundle." + place, "signed")
                .set("policies.bundle.file", file)
                .set("policies.bundle.keys.secret", "trusted")
                .set("policies.bundle.keys.files[0]", "security.pub.pem"));
        HelmChartTest.confined(objects);
        assertThat(objects).noneMatch(object -> text(object, "metadata", "name").equals("test-jianhu-policies"));
        Map<String, Object> volumes = new TreeMap<>();
        ((List<?>) at(pod(objects), "volumes")).forEach(it -> volumes.put(text(it, "name"), it));
        assertThat(text(volumes, "policies", volume, name)).isEqualTo("signed");
        assertThat(text(volumes, "keys", "secret", "secretName")).isEqualTo("trusted");
        Map<String, String> mounts = new TreeMap<>();
        ((List<?>) at(pod(objects), "containers", 0, "volumeMounts"))
                .forEach(it -> mounts.put(text(it, "name"), text(it, "mountPath")));

        Keys keys = new Keys(directory, "security");
        Path node = directory.resolve("node");
        Path key = node.resolve(text(mounts, "keys").substring(1)).resolve("security.pub.pem");
        Files.createDirectories(key.getParent());
        Files.copy(keys.open, key);
        Path bundle = node.resolve(text(mounts, "policies").substring(1)).resolve(file);
        Files.createDirectories(bundle.getParent());
        policy("build", Path.of("..", "policies").toString(), "--out", bundle.toString());
        policy("sign", bundle.toString(), "--key", keys.secret.toString());

        String configuration = text(one(objects, "ConfigMap", "test-jianhu-config"), "data", "jianhu.yaml");
        Path written = Files.writeString(
                directory.resolve("jianhu.yaml"),
                configuration
                        .replace("/etc/jianhu", node + "/etc/jianhu")
                        .replace("/var/lib/jianhu", directory.resolve("state").toString())
                        .replace("port: 8080", "port: 0")
                        .replace("port: 9090", "port: 0"));
        Configuration read = compiled(Configuration.read(written, Map.of()));
        assertThat(read.policies()).isEqualTo(bundle);
        assertThat(read.bundleKeys()).containsExactly(key);
        try (Gateway gateway = Gateway.start(read, UnaryOperator.identity(), Map.of())) {
            assertThat(scrape(gateway)).contains("jianhu_policy_serial 1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'configMap=a,secret=b,keys.secret=k,keys.files[0]=k.pem', more than one of configMap",
        "'configMap=a', 'keys: 0 of configMap and secret (expected: one)'",
        "'claim=a,keys.secret=k,keys.configMap=k,keys.files[0]=k.pem', 'keys: 2 of configMap and secret'",
        "'secret=a,keys.secret=k', keys.files: none",
        "'secret=a,keys.secret=k,keys.files[0]=../k.pem', keys",
        "'secret=a,file=b/c,keys.secret=k,keys.files[0]=k.pem', as only a claim has folders",
        "'claim=a,file=../c,keys.secret=k,keys.files[0]=k.pem', file",
        "'keys.files[0]=k.pem', given without a bundle",
        "'configmap=a', configmap"
    })
    void aBundleThatIsHalfSaidIsRefused(String settings, String why) {
        assertThatThrownBy(() -> rendered(command -> {
                    for (String setting : settings.split(",", -1)) {
                        String[] parts = setting.split("=", 2);
                        command.set("policies.bundle." + parts[0], parts[1]);
                    }
                    return command;
                }))
                .hasMessageContaining(why);
    }

    @Test
    void aBundleBesideADirectoryIsRefused() {
        assertThatThrownBy(() -> rendered(command ->
                        command.set("policies.bundle.secret", "signed").set("policies.existingConfigMaps[0]", "files")))
                .hasMessageContaining("expected: a bundle or a directory");
    }

    private static void policy(String... arguments) {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new PolicyCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(arguments);
        assertThat(code).as(said.toString()).isZero();
    }
}
