package io.jianhu.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/** Ed25519 (RFC 8032), as every Java has it. */
final class Ed25519 {
    private static final String NAME = "Ed25519";

    private Ed25519() {}

    static Optional<Signer> signer(byte[] bytes) {
        try {
            PrivateKey key = KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            return Optional.of(content -> sign(key, content));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    static Optional<Verifier> verifier(byte[] bytes) {
        try {
            PublicKey key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(bytes));
            return Optional.of((signature, content) -> made(key, signature, content));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] sign(PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    private static boolean made(PublicKey key, byte[] bytes, byte[] content) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(bytes);
        } catch (SignatureException e) {
            return false; // a signature that is no point of the curve
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }
}
