package io.jianhu.upstream;

/**
 * What is sent to a model.
 *
 * @param path behind the model's address: {@code /chat/completions}
 * @param body JSON
 */
public record Letter(String path, byte[] body) {

    /** Prints no words. */
    @Override
    public String toString() {
        return "Letter[" + path + " " + body.length + " bytes]";
    }

    /** Where it goes: an address may end with the first name of the letter's own path. */
    String under(String base) {
        int end = base.length();
        while (end > 0 && base.charAt(end - 1) == '/') {
            end--;
        }
        String root = base.substring(0, end);
        int second = path.indexOf('/', 1);
        String first = second < 0 ? "" : path.substring(0, second);
        return !first.isEmpty() && root.endsWith(first) ? root + path.substring(second) : root + path;
    }
}
