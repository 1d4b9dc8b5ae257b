package io.jianhu.chat;

import java.util.Optional;

/**
 * The code by which a label names its provider, 27 characters: {@code 00}, {@code 1} for an organisation, {@code 1} for
 * a unified social credit code, the credit code of 18 characters, {@code 1} for generation or {@code 2} for propagation,
 * and four characters of the provider's choice (TC260-PG-20252A).
 */
public record ProviderCode(String value) {

    private static final int LENGTH = 27;
    private static final String SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    public ProviderCode {
        problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** What is wrong with a code, and what was expected; empty when it is right. */
    public static Optional<String> problem(String code) {
        if (code.length() != LENGTH) {
            return Optional.of("provider code of " + code.length() + " characters (expected: " + LENGTH + ")");
        }
        if (!code.startsWith("0011")) {
            return Optional.of("provider code begins with '" + code.substring(0, 4)
                    + "' (expected: '0011', an organisation with a unified social credit code)");
        }
        String credit = code.substring(4, 22);
        Optional<Character> check = check(credit);
        if (check.isEmpty()) {
            return Optional.of("provider code with credit code '" + credit + "' (expected: 18 of " + SIGNS + ")");
        }
        if (check.get() != credit.charAt(17)) {
            return Optional.of("provider code with credit code '" + credit + "' (expected: check digit '" + check.get()
                    + "' at its end)");
        }
        char service = code.charAt(22);
        if (service != '1' && service != '2') {
            return Optional.of(
                    "provider code with service '" + service + "' (expected: '1' generation or '2' propagation)");
        }
        if (!code.substring(23).chars().allMatch(ProviderCode::isLetterOrDigit)) {
            return Optional.of("provider code ends with '" + code.substring(23) + "' (expected: 4 letters or digits)");
        }
        return Optional.empty();
    }

    /** The check digit of a unified social credit code, MOD 31-3 (GB 32100—2015); empty for a sign outside its alphabet. */
    private static Optional<Character> check(String credit) {
        int sum = 0;
        for (int i = 0; i < credit.length(); i++) {
            int worth = SIGNS.indexOf(credit.charAt(i));
            if (worth < 0) {
                return Optional.empty();
            }
            sum += i < WEIGHTS.length ? worth * WEIGHTS[i] : 0;
        }
        return Optional.of(SIGNS.charAt((31 - sum % 31) % 31));
    }

    private static boolean isLetterOrDigit(int sign) {
        return (sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z');
    }

    @Override
    public String toString() {
        return value;
    }
}
