package io.jianhu.text;

import java.text.Normalizer;
import java.util.Set;

/** What normalising does to a text. */
public enum Fold {
    /** Full width, compatibility forms, other digits, accents, kinds of white space. */
    COMPATIBILITY,
    /** Characters and marks that show nothing, or nothing that is read. */
    INVISIBLE,
    /** Look-alikes of Latin letters and of Chinese characters. */
    CONFUSABLE,
    /** Traditional and variant characters. */
    TRADITIONAL,
    /** Capitals. */
    CASE,
    /** Spaces beside, and separators between, Chinese characters; spaces in a row. */
    SEPARATOR,
    /** The same character over and over. */
    REPEATED,
    /** Words spelled out, letter by letter. */
    SPACED_LETTERS,
    /** Characters read as their parts. */
    SPLIT,
    /** Characters read as their sound. */
    PINYIN;

    /** Adds what changes a code point on its own. */
    static void add(int codePoint, Set<Fold> folds) {
        String original = Character.toString(codePoint);
        if (Folding.all(codePoint).equals(original)) {
            return;
        }
        String decomposed = Normalizer.normalize(original, Normalizer.Form.NFKD);
        if (!decomposed.equals(original)) {
            folds.add(COMPATIBILITY);
        }
        decomposed.codePoints().forEach(part -> addPart(part, folds));
    }

    private static void addPart(int part, Set<Fold> folds) {
        int folded = Folding.single(part);
        if (folded == part) {
            return;
        }
        if (folded == Folding.NOTHING) {
            folds.add(INVISIBLE);
        } else if (folded == ' ' || folded == '\n' || folded == 0xFFFD || Character.isDigit(part)) {
            folds.add(COMPATIBILITY);
        } else if (Character.isIdeographic(part)) {
            folds.add(TRADITIONAL);
        } else {
            folds.add(folded == Character.toLowerCase(part) ? CASE : CONFUSABLE);
        }
    }
}
