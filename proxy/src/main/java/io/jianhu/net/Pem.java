package io.jianhu.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys in PEM (RFC 7468). What is wrong is said without a word of the files. */
final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519", "Ed448");
    /** AlgorithmIdentifier {rsaEncryption, NULL}. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    /** OBJECT IDENTIFIER id-ecPublicKey. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private static final byte[] VERSION = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xa0;

    private Pem() {}

    /** All certificates of a file, at least one. */
    static List<X509Certificate> certificates(byte[] file) throws GeneralSecurityException {
        List<X509Certificate> certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(file)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("holds no certificate");
        }
        return certificates;
    }

    /** The first private key of a file: PKCS #8, or as OpenSSL writes RSA (PKCS #1) and EC (SEC 1) keys. */
    static PrivateKey key(byte[] file) throws GeneralSecurityException {
        String text = new String(file, StandardCharsets.US_ASCII);
        Matcher block = KEY.matcher(text);
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new GeneralSecurityException("is locked by a passphrase");
        }
        if (!block.find()) {
            throw new GeneralSecurityException("holds no private key");
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("is not base64", e);
        }
        byte[] pkcs8 = switch (block.group(1)) {
            case "PRIVATE KEY" -> der;
            case "RSA PRIVATE KEY" -> sequence(VERSION, RSA, element(OCTETS, der));
            case "EC PRIVATE KEY" -> sequence(VERSION, sequence(EC, curve(der)), element(OCTETS, der));
            default -> throw new GeneralSecurityException("holds a key of another kind");
        };
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // A key of another kind, which the next may read.
            }
        }
        throw new GeneralSecurityException("holds no RSA, EC or EdDSA key");
    }

    /** The curve's name of {@code ECPrivateKey {version, privateKey, [0] parameters, …}} (RFC 5915). */
    private static byte[] curve(byte[] der) throws GeneralSecurityException {
        try {
            ByteBuffer all = inside(ByteBuffer.wrap(der), SEQUENCE);
            inside(all, 2);
            inside(all, OCTETS);
            ByteBuffer name = inside(all, PARAMETERS);
            byte[] bytes = new byte[name.remaining()];
            name.get(bytes);
            return bytes;
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
            throw new GeneralSecurityException("holds an EC key that names no curve", e);
        }
    }

    /** Steps over one element of the tag; what it holds. */
    private static ByteBuffer inside(ByteBuffer from, int tag) {
        int found = from.get() & 0xff;
        int length = from.get() & 0xff;
        if (length > 0x80) {
            int octets = length - 0x80;
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (from.get() & 0xff);
            }
        }
        if (found != tag || length < 0 || length > from.remaining()) {
            throw new IllegalArgumentException("another element");
        }
        ByteBuffer inside = from.slice(from.position(), length);
        from.position(from.position() + length);
        return inside;
    }

    private static byte[] sequence(byte[]... elements) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] element : elements) {
            all.writeBytes(element);
        }
        return element(SEQUENCE, all.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.writeBytes(new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length});
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
