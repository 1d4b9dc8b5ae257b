package io.jianhu.telemetry;

import java.util.Locale;
import java.util.Optional;

/**
 * All metrics at one moment, as a scraper reads them.
 *
 * @param contentType the media type of the body, with version and charset
 */
public record Scrape(String contentType, String body) {

    /** The classic text format, which every scraper reads. */
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /** The format that an {@code Accept} header prefers; the classic one when it names neither. */
    static String negotiate(Optional<String> accept) {
        double text = 0;
        double open = 0;
        for (String range : accept.orElse("").toLowerCase(Locale.ROOT).split(",", -1)) {
            String type = range.split(";", 2)[0].strip();
            if (type.equals("application/openmetrics-text")) {
                open = Math.max(open, quality(range));
            } else if (type.equals("text/plain")) {
                text = Math.max(text, quality(range));
            }
        }
        return open > 0 && open >= text ? OPEN_METRICS : TEXT;
    }

    private static double quality(String range) {
        for (String parameter : range.split(";", -1)) {
            String word = parameter.strip();
            if (word.startsWith("q=")) {
                try {
                    return Double.parseDouble(word.substring(2));
                } catch (NumberFormatException notANumber) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
