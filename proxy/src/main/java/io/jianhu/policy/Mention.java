package io.jianhu.policy;

import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Suggest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a rule or an exception names one robot or client. */
record Mention(Noun noun, String name, Place place) {

    /** What is named. */
    enum Noun {
        ROBOT,
        CLIENT;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The key under which the names stand. */
        String key() {
            return word() + "s";
        }
    }

    /** What somebody should look at when it names none of those that exist. */
    Optional<Problem> stranger(Set<String> known) {
        return known.contains(name)
                ? Optional.empty()
                : Optional.of(new Problem(
                        place.file(),
                        place.line(),
                        place.column(),
                        noun.key() + ": there is no " + noun.word() + " '" + name + "'" + Suggest.hint(name, known)));
    }
}
