package io.jianhu.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.jianhu.chat.Decision;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Fingerprint;
import io.jianhu.chat.Fingerprints;
import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.policy.Sighting;
import io.jianhu.policy.Situation;
import io.jianhu.policy.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads every text of a question. The newest turn decides what happens. An older turn has had its verdict when it was
 * new, so that it cannot refuse or escalate the conversation for ever; but what would be refused today does not go to
 * the model again: it is withheld from the history.
 *
 * <p>What was found in a text depends on the text and the revision only, and is remembered by the fingerprint of both, so
 * that a turn costs its new words and not its history.
 */
public final class Hearing {

    private static final int COST_OF_ENTRY = 160;
    private static final int COST_OF_FINDING = 64;

    private final Fingerprints fingerprints = new Fingerprints();
    private final Cache<Fingerprint, List<Finding>> memory;

    /** @param bytes the greatest weight of what is remembered */
    public Hearing(long bytes) {
        memory = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Fingerprint message, List<Finding> found) -> COST_OF_ENTRY + COST_OF_FINDING * found.size())
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /**
     * What a question means.
     *
     * @param ruling on the newest turn
     * @param exchange what may go to the model
     * @param sightings what rules that are not enforced found in the newest turn
     */
    record Heard(Ruling ruling, Exchange exchange, List<Sighting> sightings) {}

    Heard hear(Edition edition, Situation situation, Exchange exchange) {
        List<Message> messages = exchange.messages();
        int newest = newest(messages);
        Ruling ruling = Ruling.ALLOW;
        Exchange outgoing = exchange;
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            Optional<Stage> stage = stage(message.role());
            if (stage.isEmpty()) {
                continue;
            }
            Ruling on = edition.rulebook().decide(situation, stage.get(), find(edition, message));
            if (i >= newest) {
                String text = text(message);
                ruling = ruling.and(on);
                Sighting.in(text, on, edition.rulebook()).ifPresent(sightings::add);
            } else if (scored(edition, on).verdict().decision().compareTo(Decision.REFUSE) >= 0) {
                outgoing = outgoing.withheld(i, edition.notices().chinese("withheld", Map.of()));
            }
        }
        return new Heard(scored(edition, ruling), outgoing, sightings);
    }

    private static Ruling scored(Edition edition, Ruling ruling) {
        return ruling.and(edition.rulebook().score(Side.QUESTION, ruling));
    }

    public CacheStats stats() {
        return memory.stats();
    }

    /** The bytes that are remembered, as they are weighed. */
    public long weight() {
        memory.cleanUp();
        return memory.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    /** Where the newest turn begins: after the last answer that stands before the citizen's last words. */
    static int newest(List<Message> messages) {
        int at = messages.size() - 1;
        while (at > 0 && messages.get(at).role() != Role.USER) {
            at--;
        }
        while (at > 0 && messages.get(at - 1).role() != Role.ASSISTANT) {
            at--;
        }
        return Math.max(at, 0);
    }

    private static Optional<Stage> stage(Role role) {
        return switch (role) {
            case USER -> Optional.of(Stage.INPUT);
            case TOOL -> Optional.of(Stage.TOOL_RESULT);
            case SYSTEM, ASSISTANT, EMBEDDED, PARAMETER -> Optional.empty();
        };
    }

    private static String text(Message message) {
        return String.join("", message.texts());
    }

    /** The findings of a message, whose texts are read as one, since a word may be split over two of them. */
    private List<Finding> find(Edition edition, Message message) {
        return memory.get(fingerprints.of(edition.revision(), message.digests()), unseen -> {
            String text = text(message);
            List<Finding> found = new ArrayList<>();
            for (Guard guard : edition.rulebook().guards(Side.QUESTION)) {
                Guard.Watch watch = guard.watch(Side.QUESTION);
                watch.read(text, found::add);
                watch.end(found::add);
            }
            return List.copyOf(found);
        });
    }
}
