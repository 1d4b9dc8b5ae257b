package io.jianhu.loadtest.ask;

import io.jianhu.loadtest.talk.WrongAnswer;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * What came back to one question that was asked by another client than the generator.
 *
 * @param isWhole whether the answer ended as one should
 * @param isBroken whether the connection was gone before its end
 */
public record Reply(int status, Heard heard, boolean isWhole, boolean isBroken) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PIECE = 8192;

    /**
     * Asks.
     *
     * @param what is asked, for the message
     * @throws WrongAnswer when not even the beginning of an answer comes
     */
    public static Reply to(String question, Target target, boolean stream, String what)
            throws InterruptedException, WrongAnswer {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target.url() + "/chat/completions"))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Request.of(target.model(), question, stream)));
        target.headers().forEach(request::header);
        target.key().ifPresent(key -> request.header("authorization", "Bearer " + key));
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return heard(response.statusCode(), response.body(), new Heard(stream));
        } catch (IOException e) {
            throw new WrongAnswer(what + ": " + e);
        }
    }

    private static Reply heard(int status, InputStream body, Heard heard) {
        boolean broken = false;
        try (body) {
            byte[] piece = new byte[PIECE];
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                heard.read(Unpooled.wrappedBuffer(piece, 0, read));
            }
        } catch (IOException gone) {
            broken = true;
        }
        return new Reply(status, heard, heard.end(), broken);
    }
}
