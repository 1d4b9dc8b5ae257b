package io.jianhu.matrix;

import io.jianhu.source.Suggest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the basis of a rule names, such as {@code 个人信息保护法 第51条}. */
sealed interface Citation {
    /** An instrument as a whole. */
    record Whole(Instrument instrument) implements Citation {}

    /** A clause of an instrument. */
    record OfClause(Instrument instrument, Clause clause) implements Citation {}

    /**
     * Nothing known.
     *
     * @param complaint what is named and what may have been meant, in words
     */
    record Unknown(String complaint) implements Citation {}

    /** The signs with which what follows the name of an instrument, or the number of a clause, may begin. */
    String NEXT = " 第附§（(";

    Pattern NAME = Pattern.compile("(.+?)\\s*(?:[第附§].*)?");

    /** What a basis names; the longest name and the longest number win. */
    static Citation of(String basis, List<Instrument> instruments) {
        Optional<Named> named = instruments.stream()
                .flatMap(instrument -> instrument.names().stream().map(name -> new Named(instrument, name)))
                .filter(candidate -> begins(basis, candidate.name()))
                .max(Comparator.comparingInt(candidate -> candidate.name().length()));
        if (named.isEmpty()) {
            Matcher form = NAME.matcher(basis);
            List<String> names = instruments.stream()
                    .flatMap(instrument -> instrument.names().stream())
                    .toList();
            return new Unknown("names an instrument that " + Measures.FILE + " does not know: '" + basis + "'"
                    + Suggest.hint(form.matches() ? form.group(1) : basis, names));
        }
        Instrument instrument = named.get().instrument();
        String rest = basis.substring(named.get().name().length()).strip();
        if (rest.isEmpty()) {
            return new Whole(instrument);
        }
        return instrument.clauses().stream()
                .filter(clause -> begins(rest, clause.ref()))
                .max(Comparator.comparingInt(clause -> clause.ref().length()))
                .<Citation>map(clause -> new OfClause(instrument, clause))
                .orElseGet(() -> new Unknown("names a clause that " + Measures.FILE + " does not know: '" + basis + "'"
                        + Suggest.hint(rest, instrument.refs())));
    }

    private static boolean begins(String text, String name) {
        return !name.isEmpty()
                && text.startsWith(name)
                && (text.length() == name.length() || NEXT.indexOf(text.charAt(name.length())) >= 0);
    }

    /** An instrument under one of its names. */
    record Named(Instrument instrument, String name) {}
}
