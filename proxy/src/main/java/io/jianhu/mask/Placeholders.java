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
public final class Placeholders {

    private final Map<String, NavigableMap<String, String>> values = new HashMap<>();

    private final Form.Known known = new Form.Known() {
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
            String next = codes == null ? null : codes.ceilingKey(beginning);
            return next != null && next.startsWith(beginning);
        }
    };

    Placeholders() {}

    /** Begins to put values back into one channel of an answer. */
    public Restorer restorer(Channel channel) {
        return new Restorer(known, this::shown, channel.kind() == Channel.Kind.ARGUMENTS);
    }

    /** How many values are hidden. */
    public int size() {
        return values.values().stream().mapToInt(Map::size).sum();
    }

    /** Adds a placeholder and what stands in an answer in its place. */
    void put(String label, String code, String shown) {
        values.computeIfAbsent(label, none -> new TreeMap<>()).put(code, shown);
    }

    /** What stands in place of a known placeholder. */
    String shown(String label, String code) {
        return values.getOrDefault(label, new TreeMap<>()).getOrDefault(code, "");
    }

    /** Prints no values. */
    @Override
    public String toString() {
        return "Placeholders[" + size() + "]";
    }
}
