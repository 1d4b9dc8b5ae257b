package io.jianhu.wire;

import io.jianhu.frame.Json;

/**
 * Probabilities of the tokens that words are made of. They are seen beside words that were read, token by token, so they
 * stay as long as they look like nothing else.
 */
public final class Probabilities {

    private static final int LONGEST_TOKEN = 128;
    private static final int SHORTEST_ADDRESS = 6;

    private Probabilities() {}

    /** Whether a value holds small numbers and tokens alone. */
    public static boolean are(Json value) {
        return switch (value) {
            case Json.Literal literal -> Figures.text(literal).isEmpty();
            case Json.Text text -> isToken(text.value());
            case Json.Items items -> items.list().stream().allMatch(Probabilities::are);
            case Json.Members members ->
                members.map().entrySet().stream()
                        .allMatch(member -> isToken(member.getKey()) && are(member.getValue()));
        };
    }

    private static boolean isToken(String text) {
        return text.length() <= LONGEST_TOKEN
                && !Names.hasDigits(text)
                && (text.length() < SHORTEST_ADDRESS || text.indexOf('@') < 0);
    }
}
