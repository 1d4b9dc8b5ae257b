package io.jianhu.flow;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import io.jianhu.robot.Robot;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Leave to keep the answer to a question, and to give it to whoever asks the same.
 *
 * @param revision of the policy in force, which an answer is not kept beyond
 * @param wordless the exchange with nothing in the place of the citizen's words
 * @param words the citizen's, evened out: texts that look the same and mean the same are the same
 * @param life how long the answer may be given again
 * @param most how many bytes it may have
 */
public record Keeping(String revision, Exchange wordless, List<String> words, Duration life, int most) {

    public Keeping {
        words = List.copyOf(words);
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "Keeping[" + words.size() + " texts]";
    }

    /**
     * The leave for a question; empty when the robot's file gives none, when the question is not the only one of its
     * conversation, or when anything was found or hidden in it.
     *
     * @param outgoing as it goes to the model
     */
    static Optional<Keeping> of(Turn turn, Exchange outgoing) {
        Robot robot = turn.robot();
        boolean plain = turn.decision() == Decision.ALLOW && !turn.masked().open();
        return robot.policy()
                .cache()
                .filter(cache -> plain && isAlone(outgoing.messages()))
                .map(cache ->
                        new Keeping(turn.policy(), outgoing.wordless(), words(outgoing), cache.ttl(), cache.answer()));
    }

    /** Whether a citizen's message, and nothing else that was said, is all of the conversation. */
    private static boolean isAlone(List<Message> messages) {
        int asked = 0;
        for (Message message : messages) {
            switch (message.role()) {
                case USER -> asked++;
                case SYSTEM -> {
                    if (asked > 0) {
                        return false;
                    }
                }
                case ASSISTANT, TOOL, EMBEDDED -> {
                    return false;
                }
                case PARAMETER -> {
                    // Stands in the document, wherever the exchange has it.
                }
            }
        }
        return asked == 1;
    }

    private static List<String> words(Exchange exchange) {
        return exchange.messages().stream()
                .filter(message -> message.role() == Role.USER)
                .flatMap(message -> message.texts().stream())
                .map(Keeping::evened)
                .toList();
    }

    /**
     * A text in composed characters and half width, with one space or line break for a row of white space, and none at its
     * ends. Compatibility forms other than widths stay, since {@code 10²} is not {@code 102}.
     */
    static String evened(String text) {
        StringBuilder even = new StringBuilder(text.length());
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        boolean space = false;
        boolean line = false;
        for (int at = 0; at < composed.length(); at++) {
            char sign = half(composed.charAt(at));
            if (Character.isWhitespace(sign) || Character.isSpaceChar(sign)) {
                space = true;
                line |= sign == '\n' || sign == '\r';
                continue;
            }
            if (space && !even.isEmpty()) {
                even.append(line ? '\n' : ' ');
            }
            space = false;
            line = false;
            even.append(sign);
        }
        return even.toString();
    }

    private static char half(char sign) {
        return sign >= '！' && sign <= '～' ? (char) (sign - '！' + '!') : sign;
    }
}
