package io.jianhu.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mock robot says: the first topic whose words stand in the question, from {@code answers.txt}. It repeats the
 * placeholders it was given, so that one can see them restored, and misbehaves where a question tempts it to.
 */
final class Mind {

    private static final Pattern PLACEHOLDER = Pattern.compile("〔[^〔〕]{1,40}〕");

    private final List<Topic> topics;
    private final long seed;

    private Mind(List<Topic> topics, long seed) {
        this.topics = topics;
        this.seed = seed;
    }

    /** Reads the topics that come with the program. */
    static Mind of(long seed) {
        try (InputStream file = Objects.requireNonNull(Mind.class.getResourceAsStream("answers.txt"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            List<Topic> topics = text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Topic::of)
                    .toList();
            return new Mind(topics, seed);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    int topics() {
        return topics.size();
    }

    String answer(String question) {
        Random random = new Random(seed ^ question.hashCode());
        Topic topic = topics.stream()
                .filter(candidate -> candidate.fits(question))
                .findFirst()
                .orElseThrow();
        String answer = topic.answers().get(random.nextInt(topic.answers().size()));
        List<String> given = placeholders(question);
        return answer + (given.isEmpty() ? "" : topics.getLast().answers().getLast() + String.join("、", given) + "。");
    }

    private static List<String> placeholders(String question) {
        List<String> found = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(question);
        while (matcher.find()) {
            if (!found.contains(matcher.group())) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    /** The answer in pieces of one to four characters, or of one. */
    List<String> pieces(String answer, boolean single) {
        Random random = new Random(seed + answer.length());
        List<String> pieces = new ArrayList<>();
        int[] points = answer.codePoints().toArray();
        for (int from = 0; from < points.length; ) {
            int length = Math.min(points.length - from, single ? 1 : 1 + random.nextInt(4));
            pieces.add(new String(points, from, length));
            from += length;
        }
        return pieces;
    }

    /** A line of the file: words separated by {@code |}, a tab, answers separated by {@code |}. */
    private record Topic(List<String> words, List<String> answers) {

        static Topic of(String line) {
            String[] halves = line.split("\t", 2);
            return new Topic(List.of(halves[0].split("\\|")), List.of(halves[1].split("\\|")));
        }

        boolean fits(String question) {
            return words.stream().anyMatch(word -> word.equals("*") || question.contains(word));
        }
    }
}
