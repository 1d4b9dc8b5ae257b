package io.jianhu.chat;

/**
 * A citizen's own value and what stands in its place. Only room {@code mask} makes one; it is kept in memory alone, and
 * its value is shown to nobody but the guardian who has the ticket and gave a reason.
 *
 * @param placeholder as it stands in masked texts
 * @param kind such as {@code mobile}
 * @param label how people call the kind, such as {@code 手机号}
 * @param value as the citizen wrote it
 */
public record Original(String placeholder, String kind, String label, String value) {

    /** Prints nothing of the value. */
    @Override
    public String toString() {
        return "Original[" + kind + "]";
    }
}
