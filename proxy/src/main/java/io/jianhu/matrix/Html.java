package io.jianhu.matrix;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Writes text into HTML so that no text can become markup. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return io.jianhu.text.Html.escape(text);
    }

    /** Chinese, and English behind it. */
    static String words(Words words) {
        return escape(words.zh()) + (words.en().isEmpty() ? "" : " " + english(words.en()));
    }

    static String english(String text) {
        return "<span lang=\"en\">" + escape(text) + "</span>";
    }

    /** The source expression by which a browser accepts a script or style that stands in the page. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
