package io.jianhu.mask;

import io.jianhu.chat.Exchange;
import java.util.Map;

/**
 * A question behind placeholders, and the way back.
 *
 * @param counts how many different values were hidden, by kind; kinds without any are missing
 */
public record Masked(Exchange exchange, Placeholders placeholders, Map<String, Integer> counts) {

    public Masked {
        counts = Map.copyOf(counts);
    }
}
