package io.jianhu.flow;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Stamp;
import io.jianhu.chat.Verdict;
import io.jianhu.disclose.AigcLabel;
import io.jianhu.policy.Rulebook;
import io.jianhu.policy.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * The model's answer on its way to the citizen: a push pipeline of pure steps that runs on the thread that owns both
 * connections. A JSON answer is a stream of one part. Used by one thread at a time, once.
 */
public final class Answer {

    /**
     * What may go to the client after a push.
     *
     * @param parts in their order; possibly none
     * @param when done when the parts may leave: at once, or when what was hidden in them is on record
     */
    public record Pushed(List<Part> parts, CompletableFuture<Void> when) {}

    /** Why an answer ends in the middle although nothing is wrong with it. */
    public enum Halt {
        /** The robot was braked. */
        BRAKE,
        /** The gateway ends. */
        CLOSING
    }

    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final Briefing briefing;
    private final Runnable told;
    private final Runnable heard;
    private final Map<String, String> label;
    private final String labelLine;
    private final Optional<ToolCalls> calls;
    private final Lanes lanes;
    private final Map<Integer, Channel> spoken = new HashMap<>();
    private final Set<Integer> opened = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
    private final CompletableFuture<Halt> halted = new CompletableFuture<>();
    private Decision decision;
    private boolean noticeGiven;
    private boolean begun;
    private boolean stopped;
    private boolean unmeasured;
    private volatile int kept;
    private boolean callsRecorded;
    private CompletableFuture<Void> recorded = NOW;

    /**
     * @param told runs before the words leave that tell what is due
     * @param heard runs when the model's words come
     */
    Answer(Briefing briefing, Runnable told, Runnable heard) {
        this.briefing = briefing;
        this.told = told;
        this.heard = heard;
        this.label = briefing.label();
        this.labelLine = AigcLabel.line(label);
        this.lanes = new Lanes(briefing);
        this.calls = briefing.tools().map(ToolCalls::new);
        this.decision = briefing.decision();
    }

    /** Takes the next part of the model's answer. After {@link #stopped()} nothing more is taken. */
    public Pushed push(Part part) {
        if (stopped) {
            return new Pushed(List.of(), NOW);
        }
        calls.ifPresent(ToolCalls::next);
        List<Part> out = switch (part) {
            case Part.Words words -> words(words);
            case Part.Last last -> last();
            case Part.First first -> throw new IllegalArgumentException("a model does not label its answer");
            case Part.Tail tail -> throw new IllegalArgumentException("a model sends no tail");
            case Part.Call call -> throw new IllegalArgumentException("a model sends its calls in words");
            case Part.Said said -> throw new IllegalArgumentException("a model does not speak for the gateway");
        };
        if (!out.isEmpty() && !begun) {
            begun = true;
            out.add(0, new Part.First(label));
        }
        kept = characters();
        return new Pushed(out, record());
    }

    /** How many characters are kept of it; asked from any thread. */
    int kept() {
        return kept;
    }

    /** Done when nothing more may be said, whatever was said; on any thread, and perhaps never. */
    public CompletableFuture<Halt> halted() {
        return halted;
    }

    /** Wants the answer to end, from any thread; the first reason counts. */
    void halt(Halt why) {
        halted.complete(why);
    }

    /** From now on, its first words tell nothing of how fast its model is. */
    public void unmeasured() {
        unmeasured = true;
    }

    /** Whether nothing was found in it, so that it was given as the model said it. */
    public boolean isPlain() {
        return decision == Decision.ALLOW && !stopped && lanes.isPlain();
    }

    /** Whether a verdict has stopped the answer; the gateway's own words must follow. */
    public boolean stopped() {
        return stopped;
    }

    public Head head() {
        return new Head(briefing.policy(), decision, labelLine);
    }

    /** Whether anything was given to the client, the label before it. */
    boolean begun() {
        return begun;
    }

    /** Whether words of the answer have been shown. */
    boolean speaks() {
        return !opened.isEmpty();
    }

    /** What the findings of all channels mean together. */
    Ruling ruling() {
        return all().and(score());
    }

    /** The tool whose call stopped the answer, as the model wrote its name; empty when none did. */
    Optional<String> calledInVain() {
        return calls.flatMap(ToolCalls::stopper);
    }

    private Ruling all() {
        return calls.map(ToolCalls::ruling).orElse(Ruling.ALLOW).and(lanes.ruling());
    }

    /** What rules that are not enforced found, in the words of each channel. */
    List<Sighting> sightings(Rulebook rulebook) {
        return lanes.sightings(rulebook);
    }

    private Ruling score() {
        return stopped ? briefing.score(all()) : Ruling.ALLOW;
    }

    /** Done when everything that was decided on the answer is on record. */
    CompletableFuture<Void> recorded() {
        return recorded;
    }

    Event.NoticeState notice() {
        if (!briefing.noticeDue()) {
            return Event.NoticeState.NOT_DUE;
        }
        return noticeGiven ? Event.NoticeState.GIVEN : Event.NoticeState.IN_LABEL;
    }

    int mostHeld() {
        return Math.max(calls.map(ToolCalls::mostHeld).orElse(0), lanes.mostHeld());
    }

    int characters() {
        return lanes.characters();
    }

    /** The end of an answer that nothing stopped. */
    Stamp stamp() {
        Set<String> rules = new TreeSet<>(briefing.rules());
        Verdict verdict = ruling().verdict();
        if (verdict.decision() != Decision.ALLOW) {
            verdict.because().forEach(finding -> rules.add(finding.rule()));
        }
        return new Stamp(decision, List.copyOf(rules), Optional.empty(), briefing.policy(), label);
    }

    private List<Part> words(Part.Words words) {
        if (!words.passages().isEmpty() && !unmeasured) {
            heard.run();
        }
        List<Part> out = new ArrayList<>();
        List<Passage> shown = new ArrayList<>();
        if (words.stray()) {
            calls.ifPresent(ToolCalls::stray);
            stopped |= calls.isPresent();
        }
        for (Passage passage : words.passages()) {
            shown.add(new Passage(passage.channel(), shown(passage)));
        }
        for (Channel channel : words.closes()) {
            if (!stopped && !ended.contains(channel.choice())) {
                place(channel, framed(channel, lanes.close(channel)), shown, out);
                stopped = lanes.stopped();
            }
        }
        for (int choice : words.ends()) {
            endChoice(choice, words.passages(), shown, out);
        }
        boolean speaks = shown.stream()
                .anyMatch(passage ->
                        !passage.text().isEmpty() && passage.channel().kind() != Channel.Kind.TOOL);
        if (!stopped || speaks) {
            out.add(words.with(shown, stopped ? Set.of() : words.ends(), calls.map(ToolCalls::shown)));
        }
        return out;
    }

    /** What may be shown of a passage; nothing once the answer is stopped or its choice complete. */
    private String shown(Passage passage) {
        Channel channel = passage.channel();
        boolean beside = channel.kind() == Channel.Kind.ASIDE || channel.kind() == Channel.Kind.OTHER;
        if (stopped || (ended.contains(channel.choice()) && !beside)) {
            return "";
        }
        if (channel.kind() == Channel.Kind.TOOL) {
            String name =
                    calls.map(known -> known.name(channel, passage.text())).orElse(passage.text());
            stopped = calls.map(ToolCalls::stopped).orElse(false);
            return name;
        }
        String text = lanes.push(passage);
        stopped = lanes.stopped();
        return framed(channel, text);
    }

    /** Releases what a choice still holds: into the part that ends it where that has a place for it, else before it. */
    private void endChoice(int choice, List<Passage> read, List<Passage> shown, List<Part> out) {
        if (!ended.add(choice)) {
            return;
        }
        for (Channel channel : lanes.open(choice)) {
            place(channel, framed(channel, lanes.end(channel)), shown, out);
            stopped |= lanes.stopped();
        }
        if (!stopped && opened.contains(choice) && spoken.containsKey(choice)) {
            place(spoken.get(choice), briefing.closing(), shown, out);
        }
        if (!stopped && calls.isPresent()) {
            calls.get().weigh(choice);
            stopped = calls.get().stopped();
            out.addAll(stopped ? List.of() : calls.get().release(choice, read, shown));
        }
    }

    /** Adds words to the last passage of a channel, or as a part of their own when none is there. */
    private static void place(Channel channel, String tail, List<Passage> shown, List<Part> out) {
        int place = lastOn(channel, shown);
        if (place >= 0) {
            shown.set(place, new Passage(channel, shown.get(place).text() + tail));
        } else if (!tail.isEmpty()) {
            out.add(new Part.Tail(new Passage(channel, tail)));
        }
    }

    private static int lastOn(Channel channel, List<Passage> shown) {
        for (int i = shown.size() - 1; i >= 0; i--) {
            if (shown.get(i).channel().equals(channel)) {
                return i;
            }
        }
        return -1;
    }

    private List<Part> last() {
        List<Part> out = new ArrayList<>();
        Set<Integer> open = new TreeSet<>(lanes.openChoices());
        open.removeAll(ended);
        for (int choice : open) {
            endChoice(choice, List.of(), new ArrayList<>(), out);
        }
        if (!stopped) {
            out.add(new Part.Last(Optional.of(stamp())));
        }
        return out;
    }

    /** The words of a channel as they may be shown now, with what has to stand before the first of them. */
    private String framed(Channel channel, String text) {
        if (channel.kind() == Channel.Kind.ARGUMENTS && calls.isPresent()) {
            return calls.get().arguments(channel, text);
        }
        if (text.isEmpty() || channel.kind() != Channel.Kind.CONTENT) {
            return text;
        }
        spoken.put(channel.choice(), channel);
        if (!opened.add(channel.choice())) {
            return text;
        }
        String opening = briefing.opening();
        if (briefing.noticeDue() && !opening.isEmpty() && !noticeGiven) {
            noticeGiven = true;
            told.run();
        }
        return opening + text;
    }

    /**
     * Puts what was newly found on record. What hides or stops is on record before the text without it leaves; what is
     * only observed need not be.
     */
    private CompletableFuture<Void> record() {
        Ruling news =
                callsRecorded ? Ruling.ALLOW : calls.map(ToolCalls::ruling).orElse(Ruling.ALLOW);
        callsRecorded = !news.isEmpty() || callsRecorded;
        news = news.and(lanes.news());
        if (news.isEmpty()) {
            return NOW;
        }
        news = news.and(score());
        CompletableFuture<Void> kept = briefing.record(news);
        if (news.verdict().decision() == Decision.ALLOW) {
            return NOW;
        }
        if (news.verdict().decision().compareTo(decision) > 0) {
            decision = news.verdict().decision();
        }
        recorded = recorded.isDone() && !recorded.isCompletedExceptionally()
                ? kept
                : recorded.thenCombine(kept, (before, now) -> null);
        return kept;
    }
}
