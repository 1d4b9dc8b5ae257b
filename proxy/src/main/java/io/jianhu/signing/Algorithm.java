package io.jianhu.signing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How something is signed. */
public enum Algorithm {
    /** Ed25519 (RFC 8032): signatures of 64 bytes, the same for the same key and content. */
    ED25519("Ed25519", "openssl genpkey -algorithm ed25519") {
        @Override
        Optional<Signer> signer(byte[] key) {
            return Ed25519.signer(key);
        }

        @Override
        Optional<Verifier> verifier(byte[] key) {
            return Ed25519.verifier(key);
        }
    },
    /**
     * SM2 over SM3 (GB/T 32918.2, GB/T 32905) on the curve of GB/T 32918.5, for the signer 1234567812345678 of GB/T
     * 35276: signatures in DER, another one each time.
     */
    SM2("SM2", "openssl genpkey -algorithm SM2") {
        @Override
        Optional<Signer> signer(byte[] key) {
            return Sm2.signer(key);
        }

        @Override
        Optional<Verifier> verifier(byte[] key) {
            return Sm2.verifier(key);
        }
    };

    private final String title;
    private final String maker;

    Algorithm(String title, String maker) {
        this.title = title;
        this.maker = maker;
    }

    /** The signer of a key in PKCS#8; empty when it is no key of this algorithm. */
    abstract Optional<Signer> signer(byte[] key);

    /** The verifier of a key as a SubjectPublicKeyInfo (RFC 5280); empty when it is no key of this algorithm. */
    abstract Optional<Verifier> verifier(byte[] key);

    /** As people call it. */
    String title() {
        return title;
    }

    /** The command that makes a private key, but for where it goes. */
    String maker() {
        return maker;
    }

    /** As files and signatures name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Algorithm> of(String word) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.word().equals(word))
                .findFirst();
    }
}
