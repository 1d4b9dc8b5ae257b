package io.jianhu.robot;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a citizen says who lets a robot act. A message consents when it is cut at its punctuation and every piece is one
 * of the words or a courtesy, and at least one is of the words: whatever else it says may be a refusal, a condition or a
 * question.
 *
 * @param words such as 同意 and {@code yes I agree}, reduced
 * @param beside courtesies such as 谢谢, which say neither yes nor no, reduced
 */
public record Consent(Set<String> words, Set<String> beside) {

    static final Consent NEVER = new Consent(Set.of(), Set.of());

    private static final Pattern CUT = Pattern.compile("[\\p{P}\\n\\r&&[^?'’]]+");
    private static final Pattern BLANK = Pattern.compile("[\\p{Z}\\s\\p{Cf}]+");

    public Consent {
        words = Set.copyOf(words);
        beside = Set.copyOf(beside);
    }

    /** The same of words as people write them. */
    static Consent of(Collection<String> words, Collection<String> beside) {
        return new Consent(reduced(words), reduced(beside));
    }

    /** Whether a word can be a whole piece of a message. */
    static boolean isPiece(String word) {
        return !word.isBlank() && !CUT.matcher(folded(word)).find();
    }

    /** Whether a citizen's message consents. */
    public boolean isGivenBy(String message) {
        Set<String> pieces = CUT.splitAsStream(folded(message))
                .map(Consent::reduced)
                .filter(piece -> !piece.isEmpty())
                .collect(Collectors.toSet());
        return pieces.stream().anyMatch(words::contains)
                && pieces.stream().allMatch(piece -> words.contains(piece) || beside.contains(piece));
    }

    private static Set<String> reduced(Collection<String> words) {
        return words.stream().map(Consent::folded).map(Consent::reduced).collect(Collectors.toUnmodifiableSet());
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static String reduced(String piece) {
        return BLANK.matcher(piece).replaceAll("");
    }
}
