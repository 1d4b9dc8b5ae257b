package io.jianhu.policy;

import io.jianhu.guard.Clue;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Guards;
import io.jianhu.guard.Matcher;
import io.jianhu.guard.WordBase;
import io.jianhu.mask.Identifiers;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The guards of the house. */
final class HouseEngine implements Engine {
    private static final Set<String> KINDS = Set.copyOf(Identifiers.kinds());

    @Override
    public Optional<String> problem(Matcher matcher) {
        return Guards.problem(matcher);
    }

    @Override
    public BitSet unfit(WordBase base) {
        return base.unfit();
    }

    @Override
    public Optional<String> problem(Clue clue) {
        return Guards.problem(clue);
    }

    @Override
    public int holdBack(Clue clue) {
        return Guards.holdBack(clue);
    }

    @Override
    public List<Guard> guards(List<Clue> clues) {
        return Guards.compile(clues);
    }

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public int widestIdentifier() {
        return Identifiers.HOLD_BACK;
    }

    @Override
    public Guard identifiers(Map<String, Named> rules) {
        Map<String, Identifiers.RuleOfKind> named = new HashMap<>();
        rules.forEach((kind, rule) -> named.put(kind, new Identifiers.RuleOfKind(rule.rule(), rule.severity())));
        return Identifiers.of(named);
    }
}
