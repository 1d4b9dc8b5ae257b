package io.jianhu.guard;

import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walls of encoded text in a whole text, found by expressions over rows of signs. */
final class EncodingOracle {

    private EncodingOracle() {}

    static List<Span> spans(io.jianhu.guard.Matcher.Encoding.Form form, String text) {
        return switch (form) {
            case BASE64 -> walls(text, "[A-Za-z0-9+/_-]+", "[A-Za-z0-9+/_-]", 40, EncodingOracle::isBase64);
            case HEXADECIMAL ->
                walls(
                        text,
                        "[0-9A-Fa-f]{2}(?: ?[0-9A-Fa-f]{2})*",
                        "[0-9A-Fa-f]{2}",
                        24,
                        row -> count(row, "[A-Fa-f]") >= 2 && count(row, "[0-9]") >= 8);
            case PERCENT -> walls(text, "(?:%[0-9A-Fa-f]{2})+", "%[0-9A-Fa-f]{2}", 8, row -> true);
            case ESCAPE -> walls(text, "(?:" + ESCAPE + ")+", ESCAPE, 6, row -> true);
            case MORSE ->
                walls(
                        text,
                        "[.·—-]{1,6}(?:[ /]{1,3}[.·—-]{1,6})*",
                        "[.·—-]",
                        24,
                        row -> count(row, "[.·]") >= 4 && count(row, "[—-]") >= 4);
            case BINARY -> walls(text, "[01]{8}(?: ?[01]{8})*", "[01]{8}", 6, row -> mixed(row) >= 3);
        };
    }

    private static final String ESCAPE =
            "(?:\\\\u[0-9A-Fa-f]{4}|\\\\x[0-9A-Fa-f]{2}|&#[0-9]{1,7};|&#[xX][0-9A-Fa-f]{1,6};)";

    /** In each row the first stretch of so many signs that fits. */
    private static List<Span> walls(String text, String row, String sign, int count, Predicate<String> fits) {
        List<Span> walls = new ArrayList<>();
        Matcher rows = Pattern.compile(row).matcher(text);
        while (rows.find()) {
            List<Span> signs = new ArrayList<>();
            Matcher each = Pattern.compile(sign).matcher(rows.group());
            while (each.find()) {
                signs.add(new Span(rows.start() + each.start(), rows.start() + each.end()));
            }
            for (int i = 0; i + count <= signs.size(); i++) {
                Span wall =
                        new Span(signs.get(i).start(), signs.get(i + count - 1).end());
                if (fits.test(text.substring(wall.start(), wall.end()))) {
                    walls.add(wall);
                    break;
                }
            }
        }
        return walls;
    }

    private static boolean isBase64(String row) {
        int changes = 0;
        for (int i = 1; i < row.length(); i++) {
            String pair = row.substring(i - 1, i + 1);
            if (pair.matches("[A-Za-z0-9]{2}") && !pair.matches("[A-Z]{2}|[a-z]{2}|[0-9]{2}")) {
                changes++;
            }
        }
        return changes >= 16 && count(row, "[A-Z]") >= 5 && count(row, "[a-z]") >= 5 && count(row, "[0-9]") >= 3;
    }

    private static int mixed(String row) {
        int mixed = 0;
        Matcher each = Pattern.compile("[01]{8}").matcher(row);
        while (each.find()) {
            mixed += each.group().contains("0") && each.group().contains("1") ? 1 : 0;
        }
        return mixed;
    }

    private static long count(String row, String sign) {
        return Pattern.compile(sign).matcher(row).results().count();
    }
}
