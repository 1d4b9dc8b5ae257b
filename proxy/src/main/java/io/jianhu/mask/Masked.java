package io.jianhu.mask;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Original;
import java.util.List;
import java.util.Map;

/**
 * A question behind placeholders, and the way back.
 *
 * @param originals the values that the citizen wrote, and what stands in their place, in order of appearance
 * @param counts how many different values were hidden, by kind; kinds without any are missing
 * @param values how many different values stand behind placeholders, also such as only look like a placeholder
 * @param open whether personal data that the citizen wrote was left as it stands, since the robot keeps its kind
 */
public record Masked(
        Exchange exchange,
        Placeholders placeholders,
        List<Original> originals,
        Map<String, Integer> counts,
        int values,
        boolean open) {

    /** A value and what belongs to it take about a kilobyte, and a body six times its bytes. */
    private static final int BYTES_OF_VALUE = 200;

    public Masked {
        originals = List.copyOf(originals);
        counts = Map.copyOf(counts);
    }

    /** How much memory the values take, measured in bytes of a body that take as much. */
    public int weight() {
        return (int) Math.min(Integer.MAX_VALUE, (long) BYTES_OF_VALUE * values);
    }
}
