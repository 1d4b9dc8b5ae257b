package io.jianhu.desk;

import java.util.Locale;
import java.util.Optional;

/** Reads what a visitor would rather see (RFC 9110, section 12.5.1). */
final class Accept {

    private Accept() {}

    /** Whether HTML is named and wanted at least as much as JSON; a wildcard alone asks for JSON. */
    static boolean prefersHtml(Optional<String> header) {
        double html = 0;
        double json = 0;
        for (String range : header.orElse("").toLowerCase(Locale.ROOT).split(",", 32)) {
            String[] parts = range.split(";", 8);
            switch (parts[0].strip()) {
                case "text/html", "application/xhtml+xml" -> html = Math.max(html, weight(parts));
                case "application/json" -> json = Math.max(json, weight(parts));
                default -> {
                    // Other types do not decide between the two.
                }
            }
        }
        return html > 0 && html >= json;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
