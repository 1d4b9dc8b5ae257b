package io.jianhu.loadtest.arm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway's own figures. */
public final class Metrics implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI uri;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @param gateway whose port for operators is among what it said when it was ready */
    public Metrics(Child gateway) {
        uri = URI.create("http://127.0.0.1:" + gateway.number("admin") + "/metrics");
    }

    /** What the first group of an expression finds. */
    public String find(String expression) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        String metrics =
                http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Matcher found = Pattern.compile(expression).matcher(metrics);
        if (!found.find()) {
            throw new IOException("no metric like " + expression);
        }
        return found.group(1);
    }

    /** The revision of the policy that is in force. */
    public String revision() throws IOException, InterruptedException {
        return find("jianhu_policy_info\\{revision=\"(r-\\w+)\"}");
    }

    @Override
    public void close() {
        http.close();
    }
}
