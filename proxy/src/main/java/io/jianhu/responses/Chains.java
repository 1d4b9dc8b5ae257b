package io.jianhu.responses;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must be known of earlier turns whose history a model's server keeps: which conversation they belong to, and what
 * was asked, since the server has placeholders only. Kept in memory alone, for a robot and a client by the ids of their
 * responses, for some hours, and up to a bound. What is forgotten stays a placeholder. Safe for use by many threads.
 */
final class Chains {

    private static final Duration LIFE = Duration.ofHours(12);
    private static final long MOST_CHARACTERS = 32L << 20;
    /** Weight of an entry beside its texts. */
    private static final int ENTRY = 256;

    private final Cache<String, Link> links;

    /**
     * The turns up to a response.
     *
     * @param conversation its name, if it has one
     * @param earlier what was asked, without instructions and parameters, the oldest first
     * @param id by which the model's server knows these turns; empty when it knows none of them
     */
    record Link(Optional<String> conversation, List<Message> earlier, Optional<String> id) {

        Link {
            earlier = List.copyOf(earlier);
        }

        private int weight() {
            long characters = ENTRY;
            for (Message message : earlier) {
                for (String text : message.texts()) {
                    characters += text.length();
                }
            }
            return (int) Math.min(characters, Integer.MAX_VALUE);
        }

        /** Prints no words. */
        @Override
        public String toString() {
            return "Link[" + earlier.size() + " messages]";
        }
    }

    Chains(Ticker ticker) {
        this(ticker, MOST_CHARACTERS);
    }

    /** @param most how many characters may be remembered */
    Chains(Ticker ticker, long most) {
        links = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((String key, Link link) -> key.length() + link.weight())
                .expireAfterWrite(LIFE)
                .executor(Runnable::run)
                .ticker(ticker)
                .build();
    }

    Optional<Link> of(String robot, String client, String id) {
        return Optional.ofNullable(links.getIfPresent(key(robot, client, id)));
    }

    void keep(Raw raw, String id, Link link) {
        links.put(key(raw.robot().value(), raw.client(), id), link);
    }

    /** What a turn leaves to those after it. */
    static List<Message> asked(Raw raw) {
        List<Message> asked = new ArrayList<>(raw.earlier());
        raw.messages().stream()
                .filter(message -> message.role() != Role.PARAMETER && message.role() != Role.SYSTEM)
                .forEach(asked::add);
        return asked;
    }

    private static String key(String robot, String client, String id) {
        return robot + '\n' + client + '\n' + id;
    }
}
