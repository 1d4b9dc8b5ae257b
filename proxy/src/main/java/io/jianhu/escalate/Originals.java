package io.jianhu.escalate;

import io.jianhu.chat.Original;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the placeholders of one open ticket stand for: in memory only, the newest {@value #MOST} values, until the ticket
 * is answered or ends. Guarded by the lock of its slot.
 */
final class Originals {

    /** The most values that are kept of one ticket; the oldest are left out. */
    static final int MOST = 200;

    private final Map<String, Original> byPlaceholder = new LinkedHashMap<>();
    private boolean kept;

    void keep(List<Original> own) {
        kept = true;
        for (Original original : own) {
            byPlaceholder.remove(original.placeholder());
            byPlaceholder.put(original.placeholder(), original);
        }
        while (byPlaceholder.size() > MOST) {
            byPlaceholder.remove(byPlaceholder.keySet().iterator().next());
        }
    }

    void forget() {
        kept = false;
        byPlaceholder.clear();
    }

    /** Whether there is anything to know: not after {@link #forget}, nor after a new start. */
    boolean areKept() {
        return kept;
    }

    /** Those whose placeholder a guardian reads in these lines. */
    List<Original> in(List<Ticket.Line> lines) {
        return byPlaceholder.values().stream()
                .filter(original -> lines.stream().anyMatch(line -> line.text().contains(original.placeholder())))
                .toList();
    }

    /** Prints nothing. */
    @Override
    public String toString() {
        return "Originals";
    }
}
