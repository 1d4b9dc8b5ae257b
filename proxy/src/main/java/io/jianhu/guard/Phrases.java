package io.jianhu.guard;

import io.jianhu.text.Normaliser;
import io.jianhu.text.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the words of phrases are written, and which can be used. */
final class Phrases {

    /** The greatest number of normalised characters that {@code …} stands for. */
    static final int WIDEST_GAP = 20;

    /** The greatest number of normalised characters that words may reach over. */
    static final int LONGEST = 500;

    private static final int MOST_IN_ANY_ORDER = 4;
    private static final int MOST_IN_ORDER = 8;

    private Phrases() {}

    /** The normalised pieces between the gaps of a phrase. */
    static List<String> pieces(String words, Spelling spelling) {
        if (words.indexOf('…') < 0) {
            return List.of(Normaliser.normalise(spelling, words).strip());
        }
        return Stream.of(words.split("…+", -1))
                .map(piece -> Normaliser.normalise(spelling, piece).strip())
                .toList();
    }

    /** Words without gaps, normalised. */
    static List<String> whole(List<String> words, Spelling spelling) {
        return words.stream()
                .map(word -> Normaliser.normalise(spelling, word).strip())
                .toList();
    }

    /** Why a phrase cannot be used, or empty if it can. */
    static Optional<String> problem(String words) {
        List<String> pieces = pieces(words, Spelling.PLAIN);
        if (pieces.stream().anyMatch(String::isEmpty)) {
            return Optional.of(
                    pieces.size() == 1
                            ? "phrase of no visible character (expected: words)"
                            : "… with nothing beside it (expected: words before and after it)");
        }
        if (pieces.size() == 1 && isOne(pieces.getFirst()) && !isOne(words.strip())) {
            return Optional.of("'" + (words.length() > 20 ? words.substring(0, 20) + "…" : words)
                    + "' reads as the one character '" + pieces.getFirst()
                    + "' (expected: words that stay two or more)");
        }
        int length = width(pieces);
        return length > LONGEST
                ? Optional.of("phrase of " + length + " characters (expected: at most " + LONGEST + ")")
                : Optional.empty();
    }

    /** Whether a phrase that reads like this may have a problem. */
    static boolean isDoubtful(String plain) {
        return plain.length() <= 2 || plain.length() > LONGEST || plain.indexOf('…') >= 0;
    }

    private static boolean isOne(String words) {
        return words.codePointCount(0, words.length()) == 1;
    }

    static Optional<String> problem(Matcher.Near near) {
        int most = near.ordered() ? MOST_IN_ORDER : MOST_IN_ANY_ORDER;
        int count = near.words().size();
        if (count < 2 || count > most) {
            return Optional.of(count + (count == 1 ? " word" : " words") + " near each other (expected: 2-" + most
                    + (near.ordered() ? ")" : " when in any order)"));
        }
        return within(near.within()).or(() -> words(near.words())).or(() -> {
            int width = width(near);
            return width > LONGEST
                    ? Optional.of("reaches over " + width + " characters (expected: at most " + LONGEST + ")")
                    : Optional.empty();
        });
    }

    static Optional<String> problem(Matcher.Context context) {
        if (context.words().isEmpty()) {
            return Optional.of("context of no words (expected: words)");
        }
        return within(context.within()).or(() -> words(context.words()));
    }

    private static Optional<String> within(int within) {
        return within < 0 || within > LONGEST
                ? Optional.of("within " + within + " characters (expected: 0-" + LONGEST + ")")
                : Optional.empty();
    }

    private static Optional<String> words(List<String> words) {
        return words.stream().flatMap(word -> word(word).stream()).findFirst();
    }

    private static Optional<String> word(String word) {
        return word.contains("…")
                ? Optional.of("\"" + word + "\": … has no use here (expected: words without a gap)")
                : problem(word);
    }

    /** The greatest number of normalised characters a phrase matches. */
    static int width(String words) {
        return width(pieces(words, Spelling.PLAIN));
    }

    private static int width(List<String> pieces) {
        return pieces.stream().mapToInt(String::length).sum() + WIDEST_GAP * (pieces.size() - 1);
    }

    /** The greatest number of normalised characters that words near each other reach over. */
    static int width(Matcher.Near near) {
        return whole(near.words(), Spelling.PLAIN).stream()
                        .mapToInt(String::length)
                        .sum()
                + near.within() * (near.words().size() - 1);
    }

    /** The length of the longest word of a context. */
    static int longest(Matcher.Context context, Spelling spelling) {
        return whole(context.words(), spelling).stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
