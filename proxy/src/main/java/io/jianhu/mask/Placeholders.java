package io.jianhu.mask;

import io.jianhu.chat.Channel;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The placeholders of one exchange, one for each value, and what each stands for. Immutable once its exchange is made;
 * forgotten with it.
 */
public final class Placeholders implements Form.Known {

    private final Map<String, NavigableMap<String, String>> values = new HashMap<>();

    Placeholders() {}

    /** Begins to put values back into one channel of an answer. */
    public Restorer restorer(Channel channel) {
        return new Restorer(this, channel.kind() == Channel.Kind.ARGUMENTS);
    }

    /** How many values are hidden. */
    public int size() {
        return values.values().stream().mapToInt(Map::size).sum();
    }

    /** Adds a placeholder and what stands in an answer in its place. */
    void put(String label, String code, String shown) {
        values.computeIfAbsent(label, none -> new TreeMap<>()).put(code, shown);
    }

    String shown(String label, String code) {
        return java.util.Objects.requireNonNull(values.get(label)).getOrDefault(code, "");
    }

    @Override
    public boolean label(String beginning) {
        for (String label : values.keySet()) {
            if (label.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean code(String label, String beginning) {
        NavigableMap<String, String> codes = values.get(label);
        if (codes == null) {
            return false;
        }
        String next = codes.ceilingKey(beginning);
        return next != null && next.startsWith(beginning);
    }

    /** Prints no values. */
    @Override
    public String toString() {
        return "Placeholders[" + size() + "]";
    }
}
