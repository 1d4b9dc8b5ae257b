package io.jianhu.loadtest.reload;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.ask.Demand;
import io.jianhu.loadtest.ask.Generator;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Request;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.reload.ReloadFigures.Round;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.WordBase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Puts another list of as many words in the place of the first while questions are answered. Live is when a citizen's
 * question with a word of the new list is refused; asked for one after the other, on a connection of its own.
 */
final class Reload {

    /** How long questions are asked without an edit, and as long with one. */
    static final Duration WINDOW = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PROBE = "新词";

    private final Arm arm;
    private final Path list;
    private final List<String> words;
    private final Order order;
    private final Generator generator;
    private final Dialogue dialogue;

    /**
     * @param list the file of the words in force
     * @param words what it holds
     */
    Reload(Arm arm, Path list, List<String> words, Order order, Generator generator, Dialogue dialogue) {
        this.arm = arm;
        this.list = list;
        this.words = words;
        this.order = order;
        this.generator = generator;
        this.dialogue = dialogue;
    }

    /**
     * One round: a window without an edit, then one with.
     *
     * @param load what the demand is called
     * @param number of the round over all loads, from 1
     */
    Round round(String load, Supplier<Demand> demand, int number) throws InterruptedException, IOException {
        Tally before = generator.run(order, demand.get());
        Path written = Files.write(list.resolveSibling(".next"), edited(number));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build()) {
            Future<Tally> running = threads.submit(() -> generator.run(order, demand.get()));
            Thread.sleep(WINDOW.dividedBy(8));
            long began = System.nanoTime();
            Files.move(written, list, StandardCopyOption.ATOMIC_MOVE);
            while (!isRefused(client, probe(number))) {
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new IOException("the new list did not come into force in " + PATIENCE.toSeconds() + " s");
                }
            }
            long live = System.nanoTime() - began;
            return new Round(load, number, live / 1e6, before, running.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run did not end", e);
        }
    }

    /** The first word stays, because the rule's own test says it; all others are new. */
    private List<String> edited(int number) {
        List<String> edited = new ArrayList<>(WordBase.words(number + 1L, words.size()));
        edited.set(0, words.getFirst());
        edited.set(1, probe(number));
        return edited;
    }

    private static String probe(int number) {
        return PROBE + number + "号";
    }

    private boolean isRefused(HttpClient client, String word) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(arm.documents().url() + "/chat/completions"))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Request.of(dialogue.question(0) + word, false)));
        arm.documents().key().ifPresent(key -> request.header("authorization", "Bearer " + key));
        HttpResponse<Void> response = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        return response.headers().firstValue("x-jianhu-decision").orElse("").equals("refuse");
    }
}
