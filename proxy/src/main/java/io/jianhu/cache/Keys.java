package io.jianhu.cache;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.RobotId;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Question;
import io.jianhu.wire.Server;
import io.jianhu.wire.Tongue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Says by what name an answer is kept: a digest, salted anew by every process, of everything that may make another answer
 * right. Nobody can read a question in it, or try one. Safe for use by many threads.
 */
public final class Keys {

    private static final int CAP = 1 << 20;

    private final JsonText json = new JsonText(CAP, true);
    private final byte[] salt = new byte[32];

    public Keys() {
        new SecureRandom().nextBytes(salt);
    }

    /**
     * What an answer is kept by and with.
     *
     * @param tongue in which the model is asked
     * @param request what it is asked for, without the citizen's words
     */
    public record Key(String name, Tongue tongue, Json.Members request) {

        /** Prints no words. */
        @Override
        public String toString() {
            return "Key[" + name + "]";
        }
    }

    /**
     * What is asked, apart from who asks.
     *
     * @param wordless the exchange with nothing in the place of the citizen's words
     * @param words the citizen's, masked and evened out
     */
    public record Asked(RobotId robot, String revision, Exchange wordless, List<String> words) {
        public Asked {
            words = List.copyOf(words);
        }

        /** Prints no words. */
        @Override
        public String toString() {
            return "Asked[" + robot + " " + words.size() + " texts]";
        }
    }

    /**
     * The key of a question; empty when an answer to it must not be given to another.
     *
     * @param question that is asked
     * @param server the robot's model's
     * @param model as in {@link Question#document}
     */
    public Optional<Key> of(Asked asked, Question question, Server server, String model) {
        Json.Members own = question.document(asked.wordless(), model);
        if (!Parameters.allow(own)) {
            return Optional.empty();
        }
        Optional<Tongue> spoken = server.tongues().stream()
                .filter(tongue -> tongue.name().equals(question.tongue()))
                .findFirst();
        Tongue tongue = spoken.orElse(server.tongues().getFirst());
        try {
            Json.Members request = spoken.isPresent() ? own : tongue.fromChat(question.chat(own));
            String name =
                    name(asked, question.tongue(), server.name(), tongue.name(), json.text(Parameters.formless(own)));
            return Optional.of(new Key(name, tongue, request));
        } catch (BadQuestion untranslatable) {
            return Optional.empty();
        }
    }

    private String name(Asked asked, String... others) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            add(digest, asked.robot().value());
            add(digest, asked.revision());
            for (String other : others) {
                add(digest, other);
            }
            asked.words().forEach(text -> add(digest, text));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A text with its length before it, so that two texts are never read as two others. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
