package io.jianhu.policy;

import io.jianhu.policy.SetAside.Reason;
import io.jianhu.text.Normaliser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes words one by one, each spelling once, and sets aside those that would do harm in a list. Used by one thread. */
final class Sieve {
    private static final int LONGEST = 500;
    private static final int SHORTEST_ASCII = 3;

    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private final List<SetAside> setAside = new ArrayList<>();
    private final List<Alike> duplicates = new ArrayList<>();
    private int known;

    /**
     * A word that was taken.
     *
     * @param fresh whether it is not yet in the list
     */
    record Taken(Candidate word, boolean fresh) {}

    /** Takes an entry that stands in the list already and stays there, whatever it is. */
    void keep(Candidate entry) {
        String plain = plain(entry.word());
        if (!plain.isEmpty()) {
            taken.putIfAbsent(plain, new Taken(entry, false));
        }
    }

    void offer(Candidate candidate) {
        String plain = plain(candidate.word());
        Optional<Reason> harm = harm(candidate.word(), plain);
        if (harm.isPresent()) {
            setAside(candidate, harm.get(), "");
            return;
        }
        Taken other = taken.putIfAbsent(plain, new Taken(candidate, true));
        if (other == null) {
            return;
        }
        boolean same = candidate.category().isEmpty()
                || candidate.category().equals(other.word().category());
        if (!same) {
            setAside(candidate, Reason.CONFLICT, conflict(candidate, other));
        } else if (other.fresh()) {
            duplicates.add(new Alike(candidate.word(), other.word().word()));
        } else {
            known++;
        }
    }

    /** Every word taken, as it reads, in order. */
    Map<String, Taken> taken() {
        return taken;
    }

    /** Lets a word that was taken go again. */
    void reject(String plain, Reason reason, String detail) {
        Taken out = taken.remove(plain);
        if (out != null) {
            setAside(out.word(), reason, detail);
        }
    }

    List<SetAside> setAside() {
        return setAside;
    }

    /** Words that read like one taken before. */
    List<Alike> duplicates() {
        return duplicates;
    }

    /** How many words stood in the list already. */
    int known() {
        return known;
    }

    private void setAside(Candidate candidate, Reason reason, String detail) {
        String where = "row " + candidate.row();
        String category = candidate.category().isEmpty() ? "" : ", category " + candidate.category();
        String more = detail.isEmpty() ? "" : ": " + detail;
        setAside.add(new SetAside(candidate.word(), reason, where + category + more));
    }

    private static String conflict(Candidate candidate, Taken other) {
        String category = other.word().category();
        String spelling = candidate.word().equals(other.word().word())
                ? "it"
                : "'" + other.word().word() + "', which reads alike,";
        return spelling + " has "
                + (category.isEmpty() ? "no category" : "category " + category)
                + (other.fresh() ? " in row " : " in the list, line ")
                + other.word().row();
    }

    private static Optional<Reason> harm(String word, String plain) {
        if (plain.isEmpty()) {
            return Optional.of(Reason.NOTHING);
        }
        if (word.chars().anyMatch(character -> character == '\t' || character == '\n' || character == '\r')) {
            return Optional.of(Reason.LINE_BREAK);
        }
        if (word.startsWith("#")) {
            return Optional.of(Reason.COMMENT);
        }
        if (word.contains("…")) {
            return Optional.of(Reason.GAP);
        }
        if (Math.max(word.length(), plain.length()) > LONGEST) {
            return Optional.of(Reason.LONG);
        }
        if (plain.codePointCount(0, plain.length()) == 1) {
            return Optional.of(Reason.ONE_CHARACTER);
        }
        if (plain.codePoints().allMatch(Character::isDigit)) {
            return Optional.of(Reason.DIGITS);
        }
        boolean ascii = plain.chars().allMatch(character -> character < 0x80);
        return ascii && plain.length() < SHORTEST_ASCII ? Optional.of(Reason.SHORT) : Optional.empty();
    }

    private static String plain(String word) {
        return Normaliser.normalise(word).strip();
    }
}
