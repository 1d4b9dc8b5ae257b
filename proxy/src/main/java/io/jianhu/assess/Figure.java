package io.jianhu.assess;

import java.util.List;
import java.util.Map;

/**
 * How one group of questions went.
 *
 * @param rate of those that must not be refused: the share that was; of all others: the share that went as it should
 * @param rows the same by risk or topic, in order
 * @param outcomes how many ended how
 */
public record Figure(Group group, Rate rate, List<Row> rows, Map<Outcome, Integer> outcomes) {

    public Figure {
        rows = List.copyOf(rows);
        outcomes = Map.copyOf(outcomes);
    }

    /**
     * One risk or topic.
     *
     * @param id a risk's id; empty for a topic
     * @param en empty where there is none
     */
    public record Row(String id, String zh, String en, Rate rate) {}
}
