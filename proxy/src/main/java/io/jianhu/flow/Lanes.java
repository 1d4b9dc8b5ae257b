package io.jianhu.flow;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Passage;
import io.jianhu.chat.Ruling;
import io.jianhu.policy.Rulebook;
import io.jianhu.policy.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All words of an answer, each channel in its lane. What stands beside the words has a lane for each text, since it is
 * whole by itself; the same harmless text is read once. Used by one thread at a time, once.
 */
final class Lanes {

    /** How many texts beside the words are remembered, and how long one may be. */
    private static final int MOST_KNOWN = 256;

    private static final int LONGEST_KNOWN = 4096;

    private final Briefing briefing;
    private final Map<Channel, Lane> open = new LinkedHashMap<>();
    private final List<Map.Entry<Channel, Lane>> closed = new ArrayList<>();
    private final Map<Seam.Of, Seam> seams = new HashMap<>();
    private final Set<String> harmless = new HashSet<>();
    private Ruling torn = Ruling.ALLOW;
    private boolean tornRecorded;
    private boolean stopped;
    private int mostHeld;
    private int characters;

    Lanes(Briefing briefing) {
        this.briefing = briefing;
    }

    /** Takes some words, and returns those on their channel that may now be shown. */
    String push(Passage passage) {
        Channel channel = passage.channel();
        if (channel.kind() == Kind.ASIDE) {
            return aside(passage);
        }
        Lane lane = open.computeIfAbsent(channel, briefing::lane);
        Ruling across = Optional.ofNullable(seams.get(Seam.Of.channel(channel)))
                .map(seam -> seam.read(passage.text()))
                .orElse(Ruling.ALLOW);
        if (!across.isEmpty()) {
            torn = across;
            stopped = true;
            return "";
        }
        String shown = lane.push(passage.text());
        stopped |= lane.stopped();
        return stopped || channel.kind() != Kind.OTHER ? shown : shown + close(channel);
    }

    private String aside(Passage passage) {
        if (harmless.contains(passage.text())) {
            return passage.text();
        }
        Lane lane = briefing.lane(passage.channel());
        String shown = lane.push(passage.text()) + lane.end();
        stopped |= lane.stopped();
        keep(passage.channel(), lane);
        boolean known = lane.found().isEmpty() && passage.text().length() <= LONGEST_KNOWN;
        if (known && harmless.size() < MOST_KNOWN && shown.equals(passage.text())) {
            harmless.add(passage.text());
        }
        return shown;
    }

    /** A channel is complete, though its choice goes on: the rest of its words that may be shown. */
    String close(Channel channel) {
        if (open.containsKey(channel)) {
            seams.computeIfAbsent(Seam.Of.channel(channel), none -> briefing.seam(channel))
                    .closed(open.get(channel).text());
        }
        return end(channel);
    }

    /** A channel is complete with its choice: the rest of its words that may be shown; nothing when it had none. */
    String end(Channel channel) {
        Lane lane = open.remove(channel);
        if (lane == null) {
            return "";
        }
        String tail = stopped ? "" : lane.end();
        stopped |= lane.stopped();
        keep(channel, lane);
        return tail;
    }

    private void keep(Channel channel, Lane lane) {
        mostHeld = Math.max(mostHeld, lane.mostHeld());
        characters += lane.characters();
        if (!lane.found().isEmpty()) {
            closed.add(Map.entry(channel, lane));
        }
    }

    /** Whether a finding has stopped the answer. */
    boolean stopped() {
        return stopped;
    }

    /** Whether nothing was found in any lane. */
    boolean isPlain() {
        return all().stream().allMatch(lane -> lane.getValue().found().isEmpty()) && torn.isEmpty();
    }

    /** The channels of a choice that have begun and are not complete, in the order in which they began. */
    List<Channel> open(int choice) {
        return open.keySet().stream()
                .filter(channel -> channel.choice() == choice)
                .toList();
    }

    /** The choices that have an open channel. */
    Set<Integer> openChoices() {
        Set<Integer> choices = new HashSet<>();
        open.keySet().forEach(channel -> choices.add(channel.choice()));
        return choices;
    }

    /** What the findings of all lanes mean together. */
    Ruling ruling() {
        Ruling all = torn;
        for (Map.Entry<Channel, Lane> lane : all()) {
            all = all.and(briefing.rule(lane.getKey(), lane.getValue().found()));
        }
        return all;
    }

    /** The same of what was found since this was asked last. */
    Ruling news() {
        Ruling news = tornRecorded ? Ruling.ALLOW : torn;
        tornRecorded |= !torn.isEmpty();
        for (Map.Entry<Channel, Lane> lane : closed) {
            news = joined(news, lane);
        }
        for (Map.Entry<Channel, Lane> lane : open.entrySet()) {
            news = joined(news, lane);
        }
        return news;
    }

    private Ruling joined(Ruling news, Map.Entry<Channel, Lane> lane) {
        List<Finding> found = lane.getValue().news();
        return found.isEmpty() ? news : news.and(briefing.rule(lane.getKey(), found));
    }

    /** What rules that are not enforced found. */
    List<Sighting> sightings(Rulebook rulebook) {
        List<Sighting> sightings = new ArrayList<>();
        for (Map.Entry<Channel, Lane> entry : all()) {
            Lane lane = entry.getValue();
            Sighting.in(lane.text(), briefing.rule(entry.getKey(), lane.found()), rulebook)
                    .ifPresent(sightings::add);
        }
        return sightings;
    }

    private List<Map.Entry<Channel, Lane>> all() {
        return Stream.concat(closed.stream(), open.entrySet().stream()).toList();
    }

    int mostHeld() {
        return Math.max(
                mostHeld, open.values().stream().mapToInt(Lane::mostHeld).max().orElse(0));
    }

    int characters() {
        return characters + open.values().stream().mapToInt(Lane::characters).sum();
    }
}
