package io.jianhu.loadtest.talk;

import io.jianhu.text.Normaliser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Made-up words for a matcher to look for: made of the characters of the texts that are searched, so that many begin like
 * something in them, but none occurs there, as it stands or normalised.
 */
public final class WordBase {

    private static final int SHORTEST = 3;
    private static final int SPREAD = 4;

    private WordBase() {}

    /** So many words, no two alike. The first ones of a seed are the same however many are wanted. */
    public static List<String> words(long seed, int count) {
        String texts = String.join("", Material.SENTENCES) + String.join("", Material.QUESTIONS);
        String said = texts + Dialogue.FRAMES;
        String normalised = Normaliser.normalise(said);
        String characters = texts.codePoints()
                .filter(Character::isIdeographic)
                .distinct()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Random random = new Random(seed);
        Set<String> words = new LinkedHashSet<>();
        while (words.size() < count) {
            StringBuilder word = new StringBuilder();
            int start = random.nextInt(texts.length() - 2);
            String beginning = texts.substring(start, start + 2);
            if (beginning.codePoints().allMatch(Character::isIdeographic)) {
                word.append(beginning);
            }
            int length = SHORTEST + random.nextInt(SPREAD);
            while (word.length() < length) {
                word.append(characters.charAt(random.nextInt(characters.length())));
            }
            if (!said.contains(word) && !normalised.contains(Normaliser.normalise(word))) {
                words.add(word.toString());
            }
        }
        return List.copyOf(words);
    }
}
