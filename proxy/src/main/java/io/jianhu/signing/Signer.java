package io.jianhu.signing;

/** Signs with one private key. Any number of threads may use it at once. */
interface Signer {
    byte[] sign(byte[] content);
}
