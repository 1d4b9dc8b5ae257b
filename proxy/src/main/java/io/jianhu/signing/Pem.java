package io.jianhu.signing;

import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as files write them (RFC 7468). What stands in such a file never stands in a message. */
final class Pem {
    private static final int MOST_BYTES = 64 << 10;
    private static final Pattern FORM =
            Pattern.compile("-----BEGIN ([A-Z ]{1,40})-----\\s([A-Za-z0-9+/=\\s]{1,60000})-----END \\1-----\\s*");

    private Pem() {}

    /** The text of a file; empty exactly when a problem was added. */
    static Optional<String> text(Path file, Problems problems) {
        Place place = Place.ofFile(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            problems.add(place, "no such file");
        } catch (IOException e) {
            problems.add(place, "cannot be read: " + e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    /**
     * The bytes of a text's only block, which must have this label; empty exactly when a problem was added.
     *
     * @param of the names of the algorithms that the key may be of
     */
    static Optional<byte[]> read(String text, String label, String of, Place place, Problems problems) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || !form.group(1).equals(label)) {
            String found = form.matches() ? "a PEM of " + form.group(1) : "no PEM";
            problems.add(place, found + " (expected: " + label + " of " + of + ", unencrypted)");
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(form.group(2)));
        } catch (IllegalArgumentException e) {
            problems.add(place, "not Base64 between its lines (expected: " + label + ")");
            return Optional.empty();
        }
    }
}
