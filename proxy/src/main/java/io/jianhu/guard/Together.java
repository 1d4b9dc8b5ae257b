package io.jianhu.guard;

import io.jianhu.chat.Side;
import io.jianhu.text.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Guards that read a text once, together. They find what each finds by itself, and settle what all have settled. */
record Together(Map<Spelling, List<ClueGuard>> bySpelling) implements Guard {

    static Together of(List<ClueGuard> guards) {
        Map<Spelling, List<ClueGuard>> bySpelling = new EnumMap<>(Spelling.class);
        for (ClueGuard guard : guards) {
            bySpelling
                    .computeIfAbsent(guard.plan.spelling(), none -> new ArrayList<>())
                    .add(guard);
        }
        return new Together(Collections.unmodifiableMap(bySpelling));
    }

    List<ClueGuard> guards() {
        return bySpelling.values().stream().flatMap(Collection::stream).toList();
    }

    @Override
    public boolean mayFind(String rule) {
        return guards().stream().anyMatch(guard -> guard.mayFind(rule));
    }

    @Override
    public Watch watch(Side side) {
        return new Pages(bySpelling, side);
    }
}
