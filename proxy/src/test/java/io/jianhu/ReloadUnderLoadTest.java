package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.demo.Manner;
import io.jianhu.demo.MockRobot;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies change while citizens are being answered. */
class ReloadUnderLoadTest {

    private static final int STREAMS = 50;
    private static final String QUESTION = "居住登记怎么办理";

    @TempDir
    Path directory;

    @Test
    void aHundredThousandWordsComeIntoForceWhileQuestionsAreAnswered() throws Exception {
        try (MockRobot model = MockRobot.start(0, Manner.DEFAULT, Clock.systemUTC());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Premises premises = new Premises(directory, model);
            try (Gateway gateway = premises.start()) {
                String address = "127.0.0.1:" + gateway.data().port();
                String before = gateway.revision();
                AtomicBoolean live = new AtomicBoolean();
                List<Future<Set<String>>> citizens = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    citizens.add(threads.submit(() -> policiesSeen(premises, address, live)));
                }
                Files.writeString(premises.policies.resolve("lists/many.txt"), manyWords());
                Files.writeString(premises.policies.resolve("rules/many.yaml"), MANY);
                long written = System.nanoTime();
                while (gateway.revision().equals(before)) {
                    assertThat(Duration.ofNanos(System.nanoTime() - written)).isLessThan(Duration.ofSeconds(60));
                    Thread.onSpinWait();
                }
                System.out.println("100,000 words live after " + (System.nanoTime() - written) / 1_000_000
                        + " ms under questions");
                live.set(true);
                for (Future<Set<String>> citizen : citizens) {
                    assertThat(citizen.get()).isSubsetOf(before, gateway.revision());
                }
                HttpResponse<Stream<String>> refused = premises.ask(address, "请说词99999号给我听");
                assertThat(Premises.header(refused, "x-jianhu-decision")).isEqualTo("refuse");
                assertThat(Premises.body(refused)).isNotEmpty();
            }
        }
    }

    private static final String MANY = """
            apiVersion: jianhu/v1
            kind: RuleSet
            metadata: {name: many, ids: JH-9900..JH-9999}
            rules:
              - id: JH-9901
                title: {zh: 许多词}
                severity: high
                stage: [input, output]
                match: {list: lists/many.txt}
                action: {kind: refuse, notice: refuse}
                tests: [{say: 词7号, expect: refuse}, {say: 居住证怎么办, expect: allow}]
            """;

    private static String manyWords() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            words.append('词').append(i).append("号\n");
        }
        return words.toString();
    }

    /** Asks until told to stop; every answer is whole and names one revision only. */
    private static Set<String> policiesSeen(Premises premises, String address, AtomicBoolean over) throws Exception {
        Set<String> seen = new TreeSet<>();
        while (!over.get()) {
            HttpResponse<Stream<String>> answer = premises.ask(address, QUESTION);
            String policy = Premises.header(answer, "x-jianhu-policy");
            String body = String.join("", Premises.body(answer));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(body).contains("\"policy\":\"" + policy + "\"").endsWith("data: [DONE]");
            seen.add(policy);
        }
        return seen;
    }

    @Test
    void anEditIsLiveAtOnceAndChangesNoRunningStream() throws Exception {
        try (MockRobot model = MockRobot.start(0, Manner.DEFAULT, Clock.systemUTC());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Premises premises = new Premises(directory, model);
            Path rules = premises.policies.resolve("rules/decisions.yaml");
            String before;
            String after;
            try (Gateway gateway = premises.start()) {
                before = gateway.revision();
                String address = "127.0.0.1:" + gateway.data().port();
                String admin = "127.0.0.1:" + gateway.admin().port();
                model.behave(new Manner(Manner.DEFAULT.mood(), Duration.ofMillis(120), 1, 0));
                List<HttpResponse<Stream<String>>> begun = new ArrayList<>();
                List<Future<HttpResponse<Stream<String>>>> asked = new ArrayList<>();
                for (int i = 0; i < STREAMS; i++) {
                    asked.add(threads.submit(() -> premises.ask(address, QUESTION)));
                }
                for (Future<HttpResponse<Stream<String>>> one : asked) {
                    begun.add(one.get());
                }
                List<Future<List<String>>> bodies = new ArrayList<>();
                begun.forEach(response -> bodies.add(threads.submit(() -> Premises.body(response))));

                Files.writeString(rules, "\n# another revision\n", StandardOpenOption.APPEND);
                long written = System.nanoTime();
                HttpResponse<Stream<String>> newer = premises.ask(address, "你是真人吗");
                while (Premises.header(newer, "x-jianhu-policy").equals(before)) {
                    assertThat(newer.statusCode()).isEqualTo(200);
                    assertThat(Duration.ofNanos(System.nanoTime() - written)).isLessThan(Duration.ofSeconds(30));
                    assertThat(Premises.body(newer)).isNotEmpty();
                    newer = premises.ask(address, "你是真人吗");
                }
                System.out.println("reload live after " + (System.nanoTime() - written) / 1_000_000 + " ms under "
                        + STREAMS + " streams");
                after = Premises.header(newer, "x-jianhu-policy");
                assertThat(after).isNotEqualTo(before);

                for (int i = 0; i < STREAMS; i++) {
                    assertThat(begun.get(i).statusCode()).isEqualTo(200);
                    assertThat(Premises.header(begun.get(i), "x-jianhu-policy")).isEqualTo(before);
                    List<String> lines = bodies.get(i).get();
                    assertThat(lines).contains("data: [DONE]");
                    assertThat(String.join("", lines)).contains("\"policy\":\"" + before + "\"");
                    assertThat(String.join("", lines)).doesNotContain("\"policy\":\"" + after + "\"");
                }

                Files.writeString(rules, "rules: [\n");
                String told = premises.admin(admin, "/api/policy");
                long broken = System.nanoTime();
                while (!told.contains("rules/decisions.yaml")
                        || !told.contains("\"line\":2")
                        || !told.contains(after)) {
                    assertThat(Duration.ofNanos(System.nanoTime() - broken))
                            .as(told.substring(0, Math.min(400, told.length())))
                            .isLessThan(Duration.ofSeconds(30));
                    told = premises.admin(admin, "/api/policy");
                }
                assertThat(Premises.header(premises.ask(address, "你是真人吗"), "x-jianhu-policy"))
                        .isEqualTo(after);
            }
            try (Gateway again = premises.start()) {
                assertThat(again.revision()).isEqualTo(after);
                assertThat(premises.ask("127.0.0.1:" + again.data().port(), "你是真人吗")
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }
}
