package io.jianhu.api;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Stamp;
import io.jianhu.wire.Api;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.Asking;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import io.jianhu.wire.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One case of a dialect: what the client asks at {@code --- call} (by itself a chat completion) as {@code --- request},
 * what a {@code --- server} of that name (by itself {@code openai}) gets as {@code --- asked} where that is of interest,
 * and {@code --- upstream} and {@code --- client} as bytes. In {@code --- flow} stands what happens between the two, a
 * line each: {@code show FROM TO} puts one word for another, {@code hold WORD} moves a word into a tail before the next
 * part, {@code say N FINISH TEXT} lets N parts pass and then speaks in place of the rest.
 */
record Golden(Path file, Map<String, String> sections) {

    static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final Api API = Apis.all(Caps.DEFAULT);
    private static final Path FOLDER = Path.of("src/test/resources/io/jianhu/api/golden");

    static List<Golden> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Golden> all = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".golden"))
                    .sorted()
                    .toList()) {
                all.add(new Golden(FOLDER.relativize(file), sections(Files.readString(file))));
            }
            return all;
        }
    }

    private static Map<String, String> sections(String text) {
        return Stream.of(text.split("(?m)^--- "))
                .filter(section -> !section.isBlank())
                .collect(Collectors.toMap(
                        section -> section.substring(0, section.indexOf('\n')),
                        section -> section.substring(section.indexOf('\n') + 1)));
    }

    byte[] upstream() {
        String bytes = sections.getOrDefault("upstream", "");
        return bytes.getBytes(StandardCharsets.UTF_8);
    }

    /** The request, without the line end that the file gives it. */
    byte[] request() {
        return section("request", "").getBytes(StandardCharsets.UTF_8);
    }

    /** The way that its answer takes; empty when it does not ask for one that every route has. */
    Optional<Route> route() {
        String path = section("call", "v1/chat/completions");
        boolean stream = section("request", "").matches("(?s).*\"stream\"\\s*:\\s*true.*");
        return Route.all().stream()
                .filter(route -> route.path().equals(path)
                        && route.server().equals(section("server", "openai"))
                        && route.stream() == stream)
                .findFirst();
    }

    String client() {
        return sections.getOrDefault("client", "");
    }

    private String section(String name, String otherwise) {
        return sections.getOrDefault(name, otherwise).strip();
    }

    /** What the model's server is asked, and the way back. */
    Asking asking() throws BadQuestion {
        Question question = API.at(section("call", "v1/chat/completions"))
                .orElseThrow()
                .read(
                        new Arrival("r-1", new RobotId("FT-001"), "portal", Optional.empty(), NOW, Media.REFUSE),
                        request());
        Raw raw = question.raw();
        Exchange same = new Exchange(raw.id(), raw.robot(), raw.client(), raw.shape(), raw.messages(), raw.askedAt());
        return API.server(section("server", "openai")).ask(question, same, section("model", ""));
    }

    /** What the server is to get; empty when the case does not say. */
    Optional<String> asked() {
        return Optional.ofNullable(sections.get("asked")).map(String::strip);
    }

    /** What the client gets when the model's bytes come in these pieces. */
    String run(List<byte[]> pieces) throws BadQuestion, MalformedAnswer {
        Reply reply = asking().reply();
        List<Part> parts = new ArrayList<>();
        for (byte[] piece : pieces) {
            parts.addAll(reply.read(piece));
        }
        if (sections.containsKey("upstream")) {
            parts.addAll(reply.end());
        }
        ByteArrayOutputStream client = new ByteArrayOutputStream();
        for (Part part : flow(parts)) {
            client.writeBytes(reply.write(part));
        }
        return client.toString(StandardCharsets.UTF_8);
    }

    private List<Part> flow(List<Part> parts) {
        List<Part> flowing = new ArrayList<>(parts);
        Decision decision = Decision.ALLOW;
        for (String line : sections.getOrDefault("flow", "").lines().toList()) {
            String[] words = line.split(" ", 4);
            switch (words[0]) {
                case "show" -> flowing = shown(flowing, words[1], words[2]);
                case "hold" -> flowing = held(flowing, words[1]);
                case "say" -> {
                    Part.Finish finish = Part.Finish.valueOf(words[2]);
                    decision = finish == Part.Finish.STOP ? Decision.DISCLOSE : Decision.REFUSE;
                    flowing = new ArrayList<>(flowing.subList(0, Integer.parseInt(words[1])));
                    flowing.add(new Part.Said(words[3], finish));
                    flowing.add(Part.Last.UNSTAMPED);
                }
                default -> throw new IllegalArgumentException(line);
            }
        }
        flowing.set(flowing.size() - 1, new Part.Last(Optional.of(stamp(decision))));
        flowing.add(0, new Part.First(stamp(decision).aigc()));
        return flowing;
    }

    private static List<Part> shown(List<Part> parts, String from, String to) {
        return parts.stream()
                .map(part -> part instanceof Part.Words words
                        ? words.with(
                                words.passages().stream()
                                        .map(passage -> new Passage(
                                                passage.channel(),
                                                passage.text().replace(from, to.equals("-") ? "" : to)))
                                        .toList(),
                                words.ends(),
                                words.calls())
                        : part)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Part> held(List<Part> parts, String word) {
        List<Part> flowing = new ArrayList<>();
        List<Part> tails = new ArrayList<>();
        for (Part part : parts) {
            if (!(part instanceof Part.Words words)) {
                flowing.addAll(tails);
                flowing.add(part);
                continue;
            }
            flowing.addAll(tails);
            tails.clear();
            words.passages().stream()
                    .filter(passage -> passage.text().contains(word))
                    .forEach(passage -> tails.add(new Part.Tail(new Passage(passage.channel(), word))));
            flowing.addAll(shown(List.of(words), word, "-"));
        }
        return flowing;
    }

    /** Of an answer that passed. */
    static Stamp stamp() {
        return stamp(Decision.ALLOW);
    }

    private static Stamp stamp(Decision decision) {
        List<String> rules = decision == Decision.ALLOW ? List.of() : List.of("JH-3110");
        Map<String, String> label = decision == Decision.REFUSE ? Map.of() : Map.of("Label", "1");
        return new Stamp(decision, rules, Optional.empty(), "rev-1", label);
    }

    @Override
    public String toString() {
        return String.valueOf(file.getFileName());
    }
}
