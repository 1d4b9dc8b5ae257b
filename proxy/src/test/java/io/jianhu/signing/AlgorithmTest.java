package io.jianhu.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both algorithms do what their standards say, and refuse what is not theirs. */
class AlgorithmTest {
    private static final byte[] CONTENT = "\"Label\":\"1\"".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    /** RFC 8032, section 7.1, test 2. */
    @Test
    void signsAsTheStandardOfEd25519Says() {
        byte[] secret = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        byte[] open = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        byte[] signature = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        Signer signer = Algorithm.ED25519
                .signer(joined(hex("302e020100300506032b657004220420"), secret))
                .orElseThrow();
        Verifier verifier = Algorithm.ED25519
                .verifier(joined(hex("302a300506032b6570032100"), open))
                .orElseThrow();
        assertThat(signer.sign(hex("72"))).isEqualTo(signature);
        assertThat(verifier.made(signature, hex("72"))).isTrue();
        assertThat(verifier.made(signature, hex("73"))).isFalse();
    }

    /** GB/T 32918.5—2017, annex A.2: the message is "message digest". */
    @Test
    void checksAsTheStandardOfSm2Says() throws Exception {
        BigInteger number =
                new BigInteger(1, hex("3945208F 7B2144B1 3F36E38A C6D39F95 88939369 2860B51A 42FB81EF 4DF7C5B8"));
        BigInteger r =
                new BigInteger(1, hex("F5A03B06 48D2C463 0EEAC513 E1BB81A1 5944DA38 27D5B741 43AC7EAC EEE720B3"));
        BigInteger s =
                new BigInteger(1, hex("B1B6AA29 DF212FD8 763182BC 0D421CA1 BB9038FD 1F7F42D4 840B69C4 85BBC1AA"));
        byte[] signature = new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)}).getEncoded();
        byte[] message = "message digest".getBytes(StandardCharsets.US_ASCII);
        KeyFiles keys = KeyFiles.sm2(folder, "standard", number);

        assertThat(keys.verifying().made(signature, message)).isTrue();
        assertThat(keys.verifying().made(signature, CONTENT)).isFalse();
        assertThat(keys.verifying().made(keys.signing(Algorithm.SM2, "k").sign(message), message))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void aSignatureHoldsForItsKeyAndContentOnly(Algorithm algorithm) throws Exception {
        KeyFiles keys = KeyFiles.make(folder, "own", algorithm);
        KeyFiles others = KeyFiles.make(folder, "other", algorithm);
        byte[] signature = keys.signing(algorithm, "k").sign(CONTENT);

        assertThat(keys.verifying().algorithm()).isEqualTo(algorithm);
        assertThat(keys.verifying().made(signature, CONTENT)).isTrue();
        assertThat(others.verifying().made(signature, CONTENT)).isFalse();
        for (byte[] none : List.of(new byte[0], new byte[64], new byte[] {0x30, 0}, CONTENT)) {
            assertThat(keys.verifying().made(none, CONTENT)).isFalse();
        }
        for (int place = 0; place < signature.length; place++) {
            byte[] changed = signature.clone();
            changed[place] ^= 1;
            assertThat(keys.verifying().made(changed, CONTENT))
                    .as("byte %d", place)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void aKeyOfAnotherKindIsRefusedAndNeverQuoted(Algorithm algorithm) throws Exception {
        KeyPair other;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        other = generator.generateKeyPair();
        KeyFiles keys = KeyFiles.make(folder, "other", algorithm == Algorithm.SM2 ? Algorithm.ED25519 : Algorithm.SM2);
        for (String pem : List.of(
                Files.readString(keys.secret),
                KeyFiles.pem("PRIVATE KEY", other.getPrivate().getEncoded()),
                KeyFiles.pem("PRIVATE KEY", new byte[48]))) {
            Problems problems = new Problems();
            assertThat(SigningKey.of(algorithm, pem, "k", Place.ofFile("keyFrom"), problems))
                    .isEmpty();
            assertThat(problems.list())
                    .singleElement()
                    .extracting(Problem::message)
                    .asString()
                    .startsWith("no " + algorithm.title() + " key (expected: openssl genpkey -algorithm ")
                    .doesNotContain(pem.split("\n", -1)[1]);
        }
        Problems problems = new Problems();
        assertThat(VerifyingKey.read(List.of(keys.open), Set.of(algorithm), problems))
                .isEmpty();
        assertThat(problems.list()).hasSize(1);
        Files.writeString(
                keys.open, KeyFiles.pem("PUBLIC KEY", other.getPublic().getEncoded()));
        assertThat(VerifyingKey.read(List.of(keys.open), EnumSet.allOf(Algorithm.class), problems))
                .isEmpty();
        assertThat(problems.list())
                .hasSize(2)
                .allMatch(problem -> problem.message().contains("expected: openssl pkey"));
    }
}
