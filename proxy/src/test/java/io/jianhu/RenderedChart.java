package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.jianhu.source.Compilation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Helm makes of the chart, how to look into it, and what a gateway makes of that. */
final class RenderedChart {

    static final Path PATH = Path.of("..", "helm", "jianhu");

    private RenderedChart() {}

    static <T> T compiled(Compilation<T> compilation) {
        return switch (compilation) {
            case Compilation.Compiled<T> compiled -> compiled.value();
            case Compilation.Rejected<T> rejected -> throw new AssertionError(rejected.problems());
        };
    }

    static String scrape(Gateway gateway) throws Exception {
        URI metrics = URI.create("http://127.0.0.1:" + gateway.admin().port() + "/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(metrics)
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    static List<Map<?, ?>> rendered(UnaryOperator<TemplateCommand> settings) {
        TemplateCommand command = new Helm(PATH)
                .template()
                .withName("test")
                .withNamespace("jianhu")
                .withKubeVersion("1.30.0");
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object document : new Load(LoadSettings.builder().build())
                .loadAllFromString(settings.apply(command).call())) {
            if (document instanceof Map<?, ?> object) {
                objects.add(object);
            }
        }
        return objects;
    }

    static Set<String> kinds(List<Map<?, ?>> objects) {
        Set<String> kinds = new TreeSet<>();
        objects.forEach(object -> kinds.add(text(object, "kind")));
        return kinds;
    }

    static Object one(List<Map<?, ?>> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> text(object, "kind").equals(kind))
                .filter(object -> text(object, "metadata", "name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Object template(List<Map<?, ?>> objects) {
        return at(one(objects, "StatefulSet", "test-jianhu"), "spec", "template");
    }

    static Object pod(List<Map<?, ?>> objects) {
        return at(template(objects), "spec");
    }

    static String text(Object node, Object... path) {
        return (String) at(node, path);
    }

    /** What stands at a path of keys and indexes; the test fails where nothing does. */
    static Object at(Object node, Object... path) {
        Object here = node;
        for (Object step : path) {
            Object next = here instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) here).get(step);
            assertThat(next).as("%s of %s", step, List.of(path)).isNotNull();
            here = Objects.requireNonNull(next);
        }
        return here;
    }
}
