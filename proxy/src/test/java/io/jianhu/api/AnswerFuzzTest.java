package io.jianhu.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Ear;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as an answer on every route: they are malformed, or parts that a client gets as valid events with one end,
 * however they are cut and whatever the flow between does with their words. The first line of an input names the
 * {@link Route} and the {@link Meddling}; any other line stands for some of them.
 */
class AnswerFuzzTest {

    private static final List<Route> ROUTES = Route.all();
    private static final List<Meddling> MEDDLINGS = List.of(Meddling.values());

    /** What is said to the citizen in every tongue; where there are no refusals, one is content. */
    private static final Set<Channel.Kind> SAID = Set.of(Channel.Kind.CONTENT, Channel.Kind.REFUSAL);

    static Stream<byte[]> answers() throws IOException {
        return Golden.all().stream()
                .flatMap(golden -> golden.route().stream()
                        .flatMap(route ->
                                MEDDLINGS.stream().map(meddling -> input(route + " " + meddling, golden.upstream()))));
    }

    private static byte[] input(String line, byte[] upstream) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(upstream);
        return bytes.toByteArray();
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) throws BadQuestion {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        String line = new String(bytes, 0, end, StandardCharsets.UTF_8);
        byte[] upstream = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
        Route route = ROUTES.stream()
                .filter(known -> line.startsWith(known.toString()))
                .findFirst()
                .orElse(ROUTES.get(Math.floorMod(line.hashCode(), ROUTES.size())));
        Meddling meddling = MEDDLINGS.stream()
                .filter(known -> line.endsWith(known.toString()))
                .findFirst()
                .orElse(MEDDLINGS.get(Math.floorMod(line.hashCode(), MEDDLINGS.size())));
        assertThat(client(route, meddling, upstream, 1)).isEqualTo(client(route, meddling, upstream, upstream.length));
    }

    /** The words of each channel that the client hears, as far as they can be told. */
    private static List<String> heard(Route route, boolean own, byte[] client) throws BadQuestion {
        Optional<Ear> ear = route.client();
        if (ear.isEmpty()) {
            return List.of();
        }
        try {
            List<Part> parts = new ArrayList<>(ear.get().read(client));
            parts.addAll(ear.get().end());
            return words(route, own, parts);
        } catch (MalformedAnswer malformed) {
            throw new AssertionError(malformed.reason(), malformed);
        }
    }

    /** Whether all of an answer has a place: not in another tongue, nor in a document made of lines that came unasked. */
    private static boolean isOwn(Route route, List<Part> parts) throws BadQuestion {
        boolean made = !route.stream()
                && parts.stream().filter(Part.Words.class::isInstance).count() > 1;
        return route.isOwn() && !made;
    }

    /** @param own whether more counts than what is said to the citizen in the first choice, the only one elsewhere */
    private static List<String> words(Route route, boolean own, List<Part> parts) throws BadQuestion {
        Map<Channel, String> words = new HashMap<>();
        for (Part part : route.client().isEmpty() ? List.<Part>of() : parts) {
            if (part instanceof Part.Words some) {
                some.passages().stream()
                        .filter(passage -> !passage.text().isEmpty())
                        .filter(passage -> own
                                ? passage.channel().kind() != Channel.Kind.ASIDE
                                : SAID.contains(passage.channel().kind())
                                        && passage.channel().choice() == 0)
                        .forEach(passage -> words.merge(
                                own
                                        ? passage.channel()
                                        : Channel.content(passage.channel().choice()),
                                passage.text(),
                                String::concat));
            }
        }
        // The items of a response are numbered as its client gets to know them.
        boolean numbered = !route.path().equals("v1/responses");
        return words.entrySet().stream()
                .map(entry -> entry.getKey().choice() + " " + entry.getKey().kind() + " "
                        + (numbered ? entry.getKey().tool() + " " : "") + entry.getValue())
                .sorted()
                .toList();
    }

    /** What the client gets, or why nothing can be read. */
    private static String client(Route route, Meddling meddling, byte[] upstream, int step) throws BadQuestion {
        Reply reply = route.asking().reply();
        List<Part> parts = new ArrayList<>();
        try {
            for (int from = 0; from < upstream.length; from += step) {
                parts.addAll(reply.read(Arrays.copyOfRange(upstream, from, Math.min(upstream.length, from + step))));
            }
            parts.addAll(reply.end());
        } catch (MalformedAnswer malformed) {
            assertThat(malformed.reason()).isIn("garbage", "cut", "too-large", "error");
            return malformed.reason();
        }
        assertThat(parts.getLast()).isEqualTo(Part.Last.UNSTAMPED);
        assertThat(parts.stream().filter(Part.Last.class::isInstance)).hasSize(1);
        ByteArrayOutputStream client = new ByteArrayOutputStream();
        client.writeBytes(reply.write(new Part.First(Golden.stamp().aigc())));
        for (Part part : meddling.with(parts)) {
            client.writeBytes(reply.write(part));
        }
        client.writeBytes(reply.write(new Part.Last(Optional.of(Golden.stamp()))));
        ClientBytes.check(reply.contentType(), client.toByteArray());
        if (meddling == Meddling.PASS) {
            boolean own = isOwn(route, parts);
            assertThat(heard(route, own, client.toByteArray())).isEqualTo(words(route, own, parts));
        }
        return client.toString(StandardCharsets.UTF_8);
    }
}
