package io.jianhu.signing;

/** Checks with one public key. Any number of threads may use it at once. */
interface Verifier {
    /** Whether the key's owner made a signature over a content; false too for what is no signature at all. */
    boolean made(byte[] signature, byte[] content);
}
