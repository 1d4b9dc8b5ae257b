package io.jianhu.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * SM2 over SM3 (GB/T 32918.2), which no Java has of its own. Uses Bouncy Castle's engine without its security provider,
 * so nothing of it is loaded before the first key of this kind.
 */
final class Sm2 {
    private static final byte[] SIGNER = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    private Sm2() {}

    static Optional<Signer> signer(byte[] bytes) {
        return key(bytes, PrivateKeyFactory::createKey, ECPrivateKeyParameters.class)
                .map(key -> content -> sign(key, content));
    }

    static Optional<Verifier> verifier(byte[] bytes) {
        return key(bytes, PublicKeyFactory::createKey, ECPublicKeyParameters.class)
                .map(key -> (signature, content) -> made(key, signature, content));
    }

    private interface Reader {
        AsymmetricKeyParameter read(byte[] bytes) throws IOException;
    }

    private static <K extends ECKeyParameters> Optional<K> key(byte[] bytes, Reader reader, Class<K> kind) {
        try {
            return Optional.of(reader.read(bytes))
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .filter(key -> key.getParameters() instanceof ECNamedDomainParameters curve
                            && curve.getName().equals(GMObjectIdentifiers.sm2p256v1));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // whatever the bytes are, they are no key; the engine has many ways to say so
        }
    }

    private static byte[] sign(ECPrivateKeyParameters key, byte[] content) {
        SM2Signer signer = new SM2Signer();
        signer.init(true, named(new ParametersWithRandom(key, CryptoServicesRegistrar.getSecureRandom())));
        signer.update(content, 0, content.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("SM2 signs whatever it is given", e);
        }
    }

    private static boolean made(ECPublicKeyParameters key, byte[] signature, byte[] content) {
        SM2Signer signer = new SM2Signer();
        signer.init(false, named(key));
        signer.update(content, 0, content.length);
        return signer.verifySignature(signature);
    }

    private static CipherParameters named(CipherParameters key) {
        return new ParametersWithID(key, SIGNER);
    }
}
