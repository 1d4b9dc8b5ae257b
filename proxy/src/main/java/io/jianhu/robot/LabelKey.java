package io.jianhu.robot;

import io.jianhu.signing.Algorithm;
import io.jianhu.signing.SigningKey;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.util.Optional;

/**
 * By what a robot's labels are signed.
 *
 * @param secret where the private key is kept: PKCS#8 in PEM
 * @param id how the key is called in the label, 1 to 64 letters, digits, points, underscores and hyphens
 */
public record LabelKey(Algorithm algorithm, Secret secret, String id) {

    /** The key as it is now; empty when it is not there or not of the algorithm. */
    public Optional<SigningKey> read() {
        Place unsaid = Place.ofFile("keyFrom"); // the place of a secret is never printed
        return secret.lines().flatMap(pem -> SigningKey.of(algorithm, pem, id, unsaid, new Problems()));
    }
}
