package io.jianhu.wire;

/**
 * A request as a model's server gets it, and what becomes of its answer.
 *
 * @param path behind the server's address
 */
public record Asking(String path, byte[] body, Reply reply) {

    /** Prints no words. */
    @Override
    public String toString() {
        return "Asking[" + path + " " + body.length + " bytes]";
    }
}
