package io.jianhu.flow;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import io.jianhu.text.Resource;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words that count only when they are all of a message. Punctuation, spaces, other signs, case and width do not matter.
 * They stand in a file beside the code, one to a line.
 */
final class WholeMessage {

    /** What is longer is never only a word, and need not be looked at. */
    private static final int LONGEST = 80;

    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]");

    private final Set<String> words;

    /** The most Chinese characters of any of them; none of those vanishes when a text is reduced. */
    private final int most;

    private WholeMessage(Set<String> words) {
        this.words = words;
        most = words.stream().mapToInt(WholeMessage::ideographs).max().orElse(0);
    }

    /** @param file the name of the file; lines that begin with {@code #} are remarks */
    static WholeMessage of(String file) {
        return new WholeMessage(Resource.text(WholeMessage.class, file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(WholeMessage::reduced)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether the citizen's last message is one of them. */
    boolean isNewestOf(Exchange exchange) {
        String newest = newest(exchange);
        return newest.length() <= LONGEST && ideographs(newest) <= most && words.contains(reduced(newest));
    }

    private static int ideographs(String text) {
        int count = 0;
        for (int at = 0; at < text.length(); at++) {
            count += Character.isIdeographic(text.charAt(at)) ? 1 : 0;
        }
        return count;
    }

    /** The citizen's last message, or nothing. */
    static String newest(Exchange exchange) {
        for (Message message : exchange.messages().reversed()) {
            if (message.role() == Role.USER) {
                return String.join("", message.texts());
            }
        }
        return "";
    }

    private static String reduced(String words) {
        return SIGNS.matcher(Normalizer.normalize(words, Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
