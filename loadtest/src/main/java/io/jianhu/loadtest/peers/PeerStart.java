package io.jianhu.loadtest.peers;

import io.jianhu.loadtest.arm.Child;
import io.jianhu.loadtest.arm.Neighbour;
import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.talk.Material;
import io.jianhu.loadtest.talk.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a peer with its guards on, and says how it is asked.
 *
 * @param directory where it is installed
 * @param words to look for, those of jianhu's list
 */
record PeerStart(Peer peer, Path directory, List<String> words) implements Neighbour {

    /** Shows who asks; it opens nothing but what listens on the loopback address for the time of a bench. */
    private static final String KEY = "sk-jianhu-bench";

    /** Python imports for long where other work is running. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Above this the expression engine of llm-shield-proxy has no memory for its quick way. */
    private static final int WORDS_OF_AN_EXPRESSION = 2_000;
    /** Half of what a header of 16 KiB may have, since Portkey is told the words for questions and for answers. */
    private static final int BYTES_OF_WORDS = 6_000;

    @Override
    public String title() {
        return peer.title();
    }

    @Override
    public Child start(int modelPort, Plan plan, Path scratch, Path results) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path own = Files.createDirectories(scratch.resolve(peer.title()));
        String script = peer.title() + ".sh";
        for (String file : List.of(peer.material(), script)) {
            Files.writeString(own.resolve(file), filled(file, port, modelPort, plan, own));
        }
        return Child.answering(
                peer.title(),
                List.of("sh", own.resolve(script).toString()),
                URI.create("http://127.0.0.1:" + port + peer.health()),
                PATIENCE,
                results.resolve(peer.title() + ".err"));
    }

    /** A file of it, with everything in its place. */
    String filled(String material, int port, int modelPort, Plan plan, Path own) {
        List<String> several = WordExpressions.several(words, WORDS_OF_AN_EXPRESSION);
        StringBuilder patterns = new StringBuilder();
        for (int i = 0; i < several.size(); i++) {
            patterns.append("%s  - {name: WORDS_%d, pattern: '%s'}".formatted(i == 0 ? "" : "\n", i, several.get(i)));
        }
        return Material.text(PeerStart.class, material)
                .replace("{place}", directory.toString())
                .replace("{scratch}", own.toString())
                .replace("{port}", Integer.toString(port))
                .replace("{model}", Integer.toString(modelPort))
                .replace("{workers}", Integer.toString(Runtime.getRuntime().availableProcessors()))
                .replace("{key}", KEY)
                .replace("{at-once}", Pace.NONE.path())
                .replace("{paced}", plan.pace().path())
                .replace("{expression}", WordExpressions.one(words))
                .replace("{patterns}", patterns);
    }

    @Override
    public Target target(int port, int modelPort, Pace pace) {
        return switch (peer) {
            case LITELLM ->
                new Target(
                        port, "/v1", Optional.of(KEY), pace.equals(Pace.NONE) ? Target.ANY_MODEL : "paced", Map.of());
            case PORTKEY ->
                new Target(
                        port,
                        "/v1",
                        Optional.of(KEY),
                        Target.ANY_MODEL,
                        Map.of("x-portkey-config", header(modelPort, pace)));
            case LLM_SHIELD -> new Target(port, pace.path(), Optional.of(KEY));
        };
    }

    private String header(int modelPort, Pace pace) {
        return Material.text(PeerStart.class, "portkey.json")
                .replace("\n", "")
                .replace("{model}", Integer.toString(modelPort))
                .replace("{pace}", pace.path())
                .replace("{words}", String.join(",", WordExpressions.quoted(words, BYTES_OF_WORDS)));
    }

    /** How many of the words it looks for. */
    int sought() {
        return switch (peer) {
            case LITELLM, LLM_SHIELD -> words.size();
            case PORTKEY -> WordExpressions.quoted(words, BYTES_OF_WORDS).size();
        };
    }
}
