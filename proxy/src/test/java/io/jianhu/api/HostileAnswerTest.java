package io.jianhu.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.jianhu.chat.Part;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Reply;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a model answers, reading it and writing what was read costs no more than its length. */
class HostileAnswerTest {

    private static final int SHORT = 1 << 15;
    private static final int LONG = 1 << 19;

    /** What stands once, what is repeated. */
    record Shape(String head, String again) {}

    static Stream<Arguments> answers() throws Exception {
        List<Arguments> answers = new ArrayList<>();
        for (Route route : Route.all()) {
            for (Shape shape : SHAPES) {
                answers.add(Arguments.of(route, shape));
            }
        }
        for (Golden golden : Golden.all()) {
            golden.route().ifPresent(route -> events(golden).forEach(shape -> answers.add(Arguments.of(route, shape))));
        }
        return answers.stream();
    }

    private static final List<Shape> SHAPES = List.of(
            // Deep.
            new Shape("", "["),
            new Shape("", "{\"a\":"),
            new Shape("data: ", "["),
            new Shape("data: ", "{\"choices\":"),
            new Shape("{\"choices\":[{\"message\":{\"content\":", "["),
            // Long.
            new Shape("data: \"", "您好"),
            new Shape("\"", "\\u4f60"),
            new Shape("data: 1", "0"),
            new Shape("{\"a\":\"", "x"),
            new Shape("id: ", "x"),
            // Many.
            new Shape("", "data:\n\n"),
            new Shape("", "data:\n"),
            new Shape("", "data: {}\n\n"),
            new Shape("", "id: x\n"),
            new Shape("", ":\n\n"),
            new Shape("", "\r"),
            new Shape("", "\n"),
            new Shape("", "{}\n"),
            new Shape("", "[],"),
            new Shape("[", "[],"),
            new Shape("{", "\"a\":1,"));

    /** The events of a case, each of which comes again and again. */
    private static Stream<Shape> events(Golden golden) {
        String upstream = new String(golden.upstream(), StandardCharsets.UTF_8);
        String[] events = upstream.split(upstream.contains("\n\n") ? "(?<=\n\n)" : "(?<=\n)");
        return IntStream.range(0, upstream.isEmpty() ? 0 : Math.min(2, events.length))
                .mapToObj(at -> new Shape(String.join("", List.of(events).subList(0, at)), events[at]));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void costsNoMoreThanItsLength(Route route, Shape shape) {
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> isLinear(route, shape, SHORT));
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> read(route, shape, LONG));
    }

    @Property(tries = 100)
    void anyPatternCostsNoMoreThanItsLength(@ForAll("routes") Route route, @ForAll("shapes") Shape shape)
            throws BadQuestion {
        isLinear(route, shape, 1 << 14);
    }

    @Provide
    Arbitrary<Route> routes() {
        return Arbitraries.of(Route.all());
    }

    @Provide
    Arbitrary<Shape> shapes() {
        Arbitrary<String> texts = Arbitraries.of(
                        "data: ",
                        "event: a\n",
                        "\n",
                        "\n\n",
                        "\r",
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        ":",
                        ",",
                        "\"a\"",
                        "1",
                        "{}",
                        "\"choices\":",
                        "\"index\":9",
                        "\"delta\":{\"content\":\"问\"}",
                        "\"type\":\"error\"",
                        "\"done\":false")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
        return texts.flatMap(head -> texts.map(again -> new Shape(head, again)));
    }

    /** Four times the length allocates about four times as much: far less than sixteen times, beyond what any answer takes. */
    private static void isLinear(Route route, Shape shape, int length) throws BadQuestion {
        read(route, shape, length);
        long once = read(route, shape, length);
        long fourTimes = read(route, shape, 4 * length);
        assertThat(fourTimes).isLessThan(8 * once + (1 << 20));
    }

    /** How much is allocated, in bytes, by an answer of about this length that comes in one piece. */
    private static long read(Route route, Shape shape, int length) throws BadQuestion {
        byte[] bytes =
                (shape.head() + shape.again().repeat(length / shape.again().length())).getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Reply reply = route.asking().reply();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            write(reply, reply.read(bytes));
            write(reply, reply.end());
        } catch (MalformedAnswer malformed) {
            // Refusing it is as good as reading it.
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void write(Reply reply, List<Part> parts) {
        for (Part part : parts) {
            reply.write(part instanceof Part.Last ? new Part.Last(Optional.of(Golden.stamp())) : part);
        }
    }
}
