package io.jianhu.mask;

import io.jianhu.chat.Role;
import io.jianhu.recognise.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the personal data of one robot's citizens is treated.
 *
 * @param kept kinds that go to the model as they are
 * @param known values that are public, such as the number of a counter; written in any way
 * @param style what the model reads in place of a value
 * @param reasoning whether values are put back into what the model thinks aloud
 */
public record Privacy(Set<String> kept, Set<String> known, Style style, boolean reasoning) {

    /** Everything is hidden behind marks, and nothing is public but what everyone's rules say. */
    public static final Privacy DEFAULT = new Privacy(Set.of(), Set.of(), Style.MARKS, true);

    /** Kinds that name an office or a business more often than a person: hidden only in what was said in the conversation. */
    private static final Set<String> SPOKEN = Set.of("landline", "credit-code", "organisation-code");

    /** Kinds that the robot's makers write of themselves and of offices: left in what they write. */
    private static final Set<String> WORDS = Set.of("name", "address");

    public Privacy {
        kept = Set.copyOf(kept);
        known = known.stream().map(Privacy::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** What the model reads in place of a value. */
    public enum Style {
        /** A placeholder such as {@code 〔手机号·k3f9ab〕}. */
        MARKS,
        /** A made-up value of the same form with valid check digits, where there is one; else a placeholder. */
        SURROGATES
    }

    /** Whether a value is public. */
    public boolean isKnown(CharSequence written) {
        return !known.isEmpty() && known.contains(plain(written));
    }

    /** Whether a value of a kind is hidden where it stands. */
    boolean hides(Kind kind, Role role) {
        if (kept.contains(kind.name())) {
            return false;
        }
        return switch (role) {
            case USER, ASSISTANT, EMBEDDED -> true;
            case TOOL -> !SPOKEN.contains(kind.name());
            case SYSTEM, PARAMETER -> !SPOKEN.contains(kind.name()) && !WORDS.contains(kind.name());
        };
    }

    /** Letters and digits only, in lower case and half width. */
    static String plain(CharSequence written) {
        StringBuilder plain = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char character = written.charAt(i);
            char half = character >= 0xFF01 && character <= 0xFF5E ? (char) (character - 0xFEE0) : character;
            if (Character.isLetterOrDigit(half)) {
                plain.append(half);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
