package io.jianhu.loadtest.talk;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the mock model takes. It is told by the path of its URL, so that each robot can have a model of its own speed.
 *
 * @param first until the first token, or the whole answer where it is one document
 * @param between from token to token in a stream; zero lets all leave together
 */
public record Pace(Duration first, Duration between) {

    /** All of it at once. */
    public static final Pace NONE = new Pace(Duration.ZERO, Duration.ZERO);

    private static final Pattern PATH = Pattern.compile("/(\\d{1,9})/(\\d{1,9})/v1/chat/completions");
    private static final int MICRO = 1000;

    /** The base of the model's URL, ending in {@code /v1}. */
    public String path() {
        return "/" + first.toNanos() / MICRO + "/" + between.toNanos() / MICRO + "/v1";
    }

    /** What a path tells, with all that follows its base; empty when it tells none. */
    public static Optional<Pace> of(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches()
                ? Optional.of(new Pace(micros(matcher.group(1)), micros(matcher.group(2))))
                : Optional.empty();
    }

    private static Duration micros(String digits) {
        return Duration.ofNanos(Long.parseLong(digits) * MICRO);
    }
}
