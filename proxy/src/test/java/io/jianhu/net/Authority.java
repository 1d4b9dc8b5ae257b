package io.jianhu.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Issues certificates with the JDK's keytool, into one key store. */
public final class Authority {

    private static final String PASSWORD = "fictional";

    private final Path store;

    public Authority(Path place) {
        store = place.resolve("authority.p12");
    }

    /** A key and a certificate of its own making. */
    public Authority make(String alias, String algorithm, String... extensions) {
        return run(alias, algorithm, List.of(), extensions);
    }

    /** A key and a certificate that another signs. */
    public Authority issue(String issuer, String alias, String... extensions) {
        return run(alias, "EC", List.of("-signer", issuer), extensions);
    }

    private Authority run(String alias, String algorithm, List<String> more, String... extensions) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        command.addAll(more);
        for (String extension : extensions) {
            command.addAll(List.of("-ext", extension));
        }
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new AssertionError(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    private KeyStore open() {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Certificate certificate(String alias) throws GeneralSecurityException {
        return open().getCertificate(alias);
    }

    Key key(String alias) throws GeneralSecurityException {
        return open().getKey(alias, PASSWORD.toCharArray());
    }

    public String certificatePem(String alias) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate(alias).getEncoded());
    }

    public String keyPem(String alias) throws GeneralSecurityException {
        return pem("PRIVATE KEY", key(alias).getEncoded());
    }

    public static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** What a client trusts and shows: the certificates of some, and the key of one or of nobody. */
    public SSLContext client(List<String> trusted, String shown) throws GeneralSecurityException, IOException {
        KeyStore all = open();
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        for (String alias : trusted) {
            anchors.setCertificateEntry(alias, all.getCertificate(alias));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Stubborn(all, shown)}, trust.getTrustManagers(), null);
        return context;
    }

    /** Shows the same certificate to everybody, whoever they would accept. */
    private static final class Stubborn extends X509ExtendedKeyManager {
        private final KeyStore keys;
        private final String shown;

        Stubborn(KeyStore keys, String shown) {
            this.keys = keys;
            this.shown = shown;
        }

        @Override
        public String @Nullable [] getClientAliases(String kind, Principal[] issuers) {
            return shown.isEmpty() ? null : new String[] {shown};
        }

        @Override
        public @Nullable String chooseClientAlias(String[] kinds, Principal[] issuers, @Nullable Socket socket) {
            return shown.isEmpty() ? null : shown;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(String[] kinds, Principal[] issuers, SSLEngine engine) {
            return chooseClientAlias(kinds, issuers, null);
        }

        @Override
        public String @Nullable [] getServerAliases(String kind, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(String kind, Principal[] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            try {
                return Arrays.stream(keys.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toArray(X509Certificate[]::new);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            try {
                return (PrivateKey) keys.getKey(alias, PASSWORD.toCharArray());
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }
}
