package io.jianhu.recognise;

import java.util.List;

/**
 * A key or token of a service, by the beginning its issuer gives it, a JSON web token (RFC 7519), or a long word behind a
 * label such as {@code api_key}. Longer than {@value #LONGEST} signs it is hidden as far as that; what follows is read as a
 * value of its own.
 */
final class ApiKey implements Recogniser {

    private static final Kind KIND = new Kind("secret", "密钥", Kind.Sensitivity.SENSITIVE);
    private static final int LONGEST = 400;

    private static final Labels LABELS = Labels.of(
            "api key",
            "api_key",
            "apikey",
            "api-key",
            "secret",
            "secret key",
            "secret_key",
            "secretkey",
            "access_token",
            "access token",
            "accesstoken",
            "token",
            "bearer",
            "authorization",
            "密钥",
            "令牌",
            "accesskey",
            "access key",
            "app secret",
            "appsecret",
            "私钥");

    /** A beginning and the least number of signs after it. */
    private record Beginning(String text, int least) {}

    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning("sk-", 16),
            new Beginning("AKIA", 16),
            new Beginning("LTAI", 12),
            new Beginning("AKID", 12),
            new Beginning("AIza", 30),
            new Beginning("ghp_", 30),
            new Beginning("gho_", 30),
            new Beginning("ghs_", 30),
            new Beginning("github_pat_", 30),
            new Beginning("glpat-", 16),
            new Beginning("xoxb-", 16),
            new Beginning("xoxp-", 16),
            new Beginning("hf_", 20),
            new Beginning("eyJ", 30));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return DIGITS + LETTERS;
    }

    @Override
    public int least() {
        return 20;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        if (belongs(stretch.sign(from - 1))) {
            return Match.NONE;
        }
        int known = known(stretch, from);
        int end = from;
        int digits = 0;
        while (end - from < LONGEST && belongs(stretch.sign(end))) {
            digits += stretch.isDigit(end) ? 1 : 0;
            end++;
        }
        if (known > 0 && end >= known) {
            return new Match(end, Evidence.CHECKED);
        }
        boolean random = end - from >= 20 && digits >= 3;
        return random && LABELS.before(stretch, from) ? new Match(end, Evidence.LABELLED) : Match.NONE;
    }

    /** The least end of a key whose issuer's beginning stands here, or -1. */
    private static int known(Stretch stretch, int from) {
        for (Beginning beginning : BEGINNINGS) {
            if (stretch.has(from, beginning.text())) {
                return from + beginning.text().length() + beginning.least();
            }
        }
        return -1;
    }

    private static boolean belongs(char sign) {
        return Stretch.isLetter(sign) || Stretch.isDigit(sign) || "_-.+/=".indexOf(sign) >= 0;
    }
}
