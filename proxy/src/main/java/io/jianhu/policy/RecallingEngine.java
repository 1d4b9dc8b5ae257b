package io.jianhu.policy;

import io.jianhu.guard.Clue;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Matcher;
import io.jianhu.guard.WordBase;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An engine that neither makes a guard nor answers a question again that was made or answered before. */
record RecallingEngine(Engine engine, Recall recall) implements Engine {

    @Override
    public Optional<String> problem(Matcher matcher) {
        return recall.matchers().get(matcher, engine::problem);
    }

    @Override
    public BitSet unfit(WordBase base) {
        return engine.unfit(base);
    }

    @Override
    public Optional<String> problem(Clue clue) {
        return recall.clues().get(clue, engine::problem);
    }

    @Override
    public int holdBack(Clue clue) {
        return recall.holdBacks().get(clue, engine::holdBack);
    }

    @Override
    public List<Guard> guards(List<Clue> clues) {
        return recall.guards().get(List.copyOf(clues), engine::guards);
    }

    @Override
    public Set<String> kinds() {
        return engine.kinds();
    }

    @Override
    public Guard identifiers(Map<String, Named> rules) {
        return recall.identifiers().get(Map.copyOf(rules), engine::identifiers);
    }

    @Override
    public int widestIdentifier() {
        return engine.widestIdentifier();
    }
}
