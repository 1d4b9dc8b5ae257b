package io.jianhu.mask;

import io.jianhu.chat.Channel;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The placeholders of one exchange, one for each value, and what each stands for. Immutable once its exchange is made;
 * forgotten with it.
 */
public final class Placeholders {

    private final Map<String, NavigableSet<String>> codes = new HashMap<>();

    /** What stands for a value without a frame, in lower case: codes, and values that were made up. */
    private final NavigableMap<String, String> bare = new TreeMap<>();

    /** The same, letters and digits only. */
    private final Set<String> plains = new HashSet<>();

    private final BitSet beginnings = new BitSet();
    private final Map<String, String> labels = new HashMap<>();
    private final boolean reasoning;

    private final Form.Known known = new Form.Known() {
        @Override
        public boolean isEmpty() {
            return bare.isEmpty();
        }

        @Override
        public boolean label(String beginning) {
            for (String label : codes.keySet()) {
                if (label.startsWith(beginning)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean code(String label, String beginning) {
            NavigableSet<String> own = codes.get(label);
            String next = own == null ? null : own.ceiling(beginning);
            return next != null && next.startsWith(beginning);
        }

        @Override
        public boolean begins(char sign) {
            return beginnings.get(sign);
        }

        @Override
        public boolean bare(String beginning) {
            String next = bare.ceilingKey(beginning);
            return next != null && next.startsWith(beginning);
        }

        @Override
        public boolean isWhole(String text) {
            return bare.containsKey(text);
        }
    };

    /** @param reasoning whether values are put back into what the model thinks aloud */
    Placeholders(boolean reasoning) {
        this.reasoning = reasoning;
    }

    /**
     * Begins to put values back into one channel of an answer.
     *
     * @param json whether what stands there is JSON
     */
    public Restorer restorer(Channel channel, boolean json) {
        boolean thought = channel.kind() == Channel.Kind.REASONING;
        return new Restorer(known, thought && !reasoning ? this::marked : this::shown, json);
    }

    /** Adds a placeholder and what stands in an answer in its place. */
    void put(String label, String code, String shown) {
        codes.computeIfAbsent(label, none -> new TreeSet<>()).add(code);
        putBare(label, code, shown);
    }

    /** Adds a made-up value and what stands in an answer in its place. */
    void putSurrogate(String label, Surrogate surrogate, String shown) {
        surrogate.writings().forEach(writing -> putBare(label, writing, shown));
    }

    private void putBare(String label, String plain, String shown) {
        bare.put(plain, shown);
        plains.add(Privacy.plain(plain));
        labels.put(plain, label);
        beginnings.set(plain.charAt(0));
    }

    /** Whether a text stands for a value: then it is no value itself. */
    public boolean isOne(CharSequence text) {
        return plains.contains(Privacy.plain(text));
    }

    /** What stands in place of something that stands for a value. */
    private String shown(String label, String code) {
        return bare.getOrDefault(code, "");
    }

    /** The same where no value may be shown. */
    private String marked(String label, String code) {
        return Form.mark(labels.getOrDefault(code, label));
    }

    /** Prints no values. */
    @Override
    public String toString() {
        return "Placeholders[" + bare.size() + "]";
    }
}
