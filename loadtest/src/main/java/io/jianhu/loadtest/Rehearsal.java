package io.jianhu.loadtest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** One question before all others, by another client, that shows what an arm adds to the model's words. */
final class Rehearsal {

    /** A number that no run comes to. */
    private static final long NUMBER = 999_999_999L;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    /** What every notice says of the robot. */
    private static final String MACHINE = "人工智能";

    private Rehearsal() {}

    static Order order(Arm arm, boolean stream, Dialogue dialogue) throws InterruptedException, WrongAnswer {
        Target target = stream ? arm.streams() : arm.documents();
        String what = arm.name() + (stream ? ", streams" : ", documents");
        Heard heard = new Heard(stream);
        HttpResponse<byte[]> response = ask(target, stream, dialogue, what);
        heard.read(io.netty.buffer.Unpooled.wrappedBuffer(response.body()));
        if (!heard.end() || response.statusCode() != OK) {
            throw new WrongAnswer(what + ": status " + response.statusCode() + " (expected: 200 and a whole answer)");
        }
        Optional<Frame> frame = Frame.around(Scan.utf8(dialogue.answer(NUMBER)), heard.text());
        if (frame.isEmpty()) {
            throw new WrongAnswer(
                    what + ": not the model's answer, but " + new String(heard.text(), StandardCharsets.UTF_8));
        }
        boolean told = new String(frame.get().before(), StandardCharsets.UTF_8).contains(MACHINE);
        boolean plain = frame.get().before().length + frame.get().after().length == 0;
        if (arm.mustTell() ? !told : !plain) {
            throw new WrongAnswer(what + (arm.mustTell() ? ": no notice that a machine speaks" : ": words were added"));
        }
        return new Order(target, stream, frame.get());
    }

    private static HttpResponse<byte[]> ask(Target target, boolean stream, Dialogue dialogue, String what)
            throws InterruptedException, WrongAnswer {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target.url() + "/chat/completions"))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Lane.body(dialogue.question(NUMBER), stream)));
        target.key().ifPresent(key -> request.header("authorization", "Bearer " + key));
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new WrongAnswer(what + ": " + e);
        }
    }
}
