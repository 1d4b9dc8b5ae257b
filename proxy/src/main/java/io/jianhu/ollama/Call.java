package io.jianhu.ollama;

/** The two calls, whose answers differ in where they have their words. */
enum Call {
    /** In a {@code message}. */
    CHAT("/api/chat"),
    /** In a {@code response}. */
    GENERATE("/api/generate");

    private final String path;

    Call(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** The name of its tongue. */
    String tongue() {
        return "ollama" + path.substring(path.lastIndexOf('/')).replace('/', '-');
    }

    /** The form of its answers, as ears and voices agree on it: a line is a document like any other. */
    String form() {
        return tongue();
    }
}
