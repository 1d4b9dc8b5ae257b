package io.jianhu.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.policy.Folders;
import io.jianhu.signing.Algorithm;
import io.jianhu.signing.SigningKey;
import io.jianhu.signing.VerifyingKey;
import io.jianhu.source.EngineVersion;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final Folder FILES =
            Folders.of("rules/a.yaml", "一\n", "lists/词.txt", "词\n", "registry.yaml", "x: 1\n");

    @TempDir
    Path temporary;

    private Path file;
    private Keys keys;
    private Keys others;

    @BeforeEach
    void makeKeys() throws Exception {
        file = temporary.resolve("policies.bundle");
        keys = new Keys(temporary, "security");
        others = new Keys(temporary, "others");
    }

    private Bundle signed() {
        return Bundle.of(FILES, 3, Optional.empty(), Optional.empty()).sign(keys.signing());
    }

    /** What is wrong with a file, as a gateway with the first keys reads it. */
    private List<String> problems(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        Problems problems = new Problems();
        Optional<Bundle> read = Bundle.read(file, keys.trusted(), problems);
        assertThat(read.isEmpty()).isEqualTo(!problems.isEmpty());
        return problems.list().stream().map(Problem::message).toList();
    }

    private Map<String, byte[]> entries(Bundle bundle) throws Exception {
        return new LinkedHashMap<>(Archive.read(bundle.bytes(), 100));
    }

    @Test
    void theSameFilesAndSerialMakeTheSameBytesAndAreReadBack() throws Exception {
        assertThat(signed().bytes()).isEqualTo(signed().bytes());
        assertThat(problems(signed().bytes())).isEmpty();
        Bundle read = Bundle.read(file, keys.trusted(), new Problems()).orElseThrow();
        assertThat(read.manifest())
                .isEqualTo(new Manifest(
                        PolicyFolder.revision(FILES),
                        3,
                        Optional.empty(),
                        Optional.empty(),
                        EngineVersion.CURRENT,
                        signed().manifest().files()));
        assertThat(read.folder().text("lists/词.txt")).isEqualTo("词\n");
        assertThat(read.keyId()).contains("test-key");
        assertThat(read.bytes()).isEqualTo(signed().bytes());
        assertThat(new String(read.bytes(), StandardCharsets.UTF_8)).contains("\"format\":1,\"revision\":\"r-");
    }

    @Test
    void everyZipToolReadsIt() throws Exception {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(signed().bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName() + "=" + zip.readAllBytes().length);
            }
        }
        assertThat(names)
                .contains("lists/词.txt=4", "registry.yaml=5", "rules/a.yaml=4")
                .hasSize(5);
        Files.write(file, signed().bytes());
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
            assertThat(zip.size()).isEqualTo(5);
            assertThat(zip.getInputStream(zip.getEntry("lists/词.txt")).readAllBytes())
                    .isEqualTo("词\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aBundleThatNoneOfTheKeysSignedIsRefused() throws Exception {
        assertThat(problems(
                        Bundle.of(FILES, 3, Optional.empty(), Optional.empty()).bytes()))
                .containsExactly("not signed (expected: jianhu policy sign)");
        assertThat(problems(Bundle.of(FILES, 3, Optional.empty(), Optional.empty())
                        .sign(others.signing())
                        .bytes()))
                .singleElement()
                .asString()
                .startsWith("signed by none of the keys (expected: one of ");
        Map<String, byte[]> swapped = entries(signed());
        swapped.put(
                "bundle.json",
                Bundle.of(FILES, 4, Optional.empty(), Optional.empty())
                        .manifest()
                        .write());
        assertThat(problems(Archive.write(swapped))).singleElement().asString().startsWith("signed by none");
        assertThat(problems(Bundle.of(FILES, 3, Optional.empty(), Optional.empty())
                        .sign(others.signing())
                        .sign(keys.signing())
                        .bytes()))
                .as("a new signature takes the place of the old one")
                .isEmpty();
    }

    @Test
    void everyFileIsListedAndWhatTheListSays() throws Exception {
        Map<String, byte[]> more = entries(signed());
        more.put("rules/b.yaml", new byte[] {'b'});
        assertThat(problems(Archive.write(more))).containsExactly("rules/b.yaml: not listed in bundle.json");
        Map<String, byte[]> fewer = entries(signed());
        fewer.remove("rules/a.yaml");
        assertThat(problems(Archive.write(fewer))).containsExactly("rules/a.yaml: listed in bundle.json and missing");
        Map<String, byte[]> other = entries(signed());
        other.put("rules/a.yaml", "二\n".getBytes(StandardCharsets.UTF_8));
        assertThat(problems(Archive.write(other))).containsExactly("rules/a.yaml: not what bundle.json lists");
    }

    @Test
    void oneContentHasOneForm() throws Exception {
        Map<String, byte[]> turned = new LinkedHashMap<>();
        entries(signed()).entrySet().stream()
                .sorted(Map.Entry.<String, byte[]>comparingByKey().reversed())
                .forEach(entry -> turned.put(entry.getKey(), entry.getValue()));
        assertThat(problems(Archive.write(turned))).singleElement().asString().contains("another order");
        Map<String, byte[]> spaced = entries(signed());
        spaced.computeIfPresent(
                "bundle.sig",
                (name, bytes) -> (new String(bytes, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(problems(Archive.write(spaced))).singleElement().asString().contains("bundle.sig: altered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../rules/a.yaml",
                "/etc/a.yaml",
                "rules/../../a.yaml",
                "rules//a.yaml",
                "rules\\a.yaml",
                "rules/.a.yaml",
                "a/b/c/d/e/f/g/h/i.yaml",
                "rules/a.sh",
                "rules/a\u0000.yaml",
                "bundle.sig.yaml/",
                "\uD83D\uDE00/../a.yaml"
            })
    void whatIsNoPathOfAPolicyIsRefusedThoughSigned(String path) throws Exception {
        Folder hostile = new Folder("hostile", new java.util.TreeMap<>(Map.of(path, new byte[] {'x'})));
        byte[] bytes = Bundle.of(hostile, 1, Optional.empty(), Optional.empty())
                .sign(keys.signing())
                .bytes();
        assertThat(problems(bytes)).isNotEmpty();
    }

    @Test
    void whatIsCutOffOrAlteredAnywhereIsRefused() throws Exception {
        byte[] whole = signed().bytes();
        for (int length = 0; length < whole.length; length++) {
            assertThat(problems(Arrays.copyOf(whole, length)))
                    .as("the first " + length + " bytes")
                    .isNotEmpty();
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            assertThat(problems(altered)).as("byte " + at).isNotEmpty();
        }
        assertThat(problems(Arrays.copyOf(whole, whole.length + 1))).isNotEmpty();
        byte[] before = new byte[whole.length + 1];
        System.arraycopy(whole, 0, before, 1, whole.length);
        assertThat(problems(before)).isNotEmpty();
    }

    @Test
    void anEntryThatStandsThereTwiceIsRefused() throws Exception {
        byte[] one = Archive.write(Map.of("rules/a.yaml", new byte[] {'x'}));
        int end = one.length - 22 - 46 - 12;
        byte[] twice = new byte[2 * end];
        System.arraycopy(one, 0, twice, 0, end);
        System.arraycopy(one, 0, twice, end, end);
        assertThat(problems(twice)).containsExactly("entry 'rules/a.yaml' stands there twice");
    }

    @Test
    void aBombIsNotUnpacked() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bundle.json"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertThat(bytes.size()).isLessThan(1 << 20);
        assertThat(problems(bytes.toByteArray())).singleElement().asString().contains("compressed or altered");
    }

    @Test
    void tooManyEntriesAreRefused() throws Exception {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < PolicyFolder.MOST_FILES + 3; i++) {
            many.put("lists/" + i + ".txt", new byte[0]);
        }
        assertThat(problems(Archive.write(many)))
                .containsExactly("more than " + (PolicyFolder.MOST_FILES + 2) + " entries");
    }

    @Test
    void aFileThatIsTooLongIsNotRead() throws Exception {
        try (var sparse = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((204L << 20) + 1);
        }
        Problems problems = new Problems();
        assertThat(Bundle.read(file, keys.trusted(), problems)).isEmpty();
        assertThat(problems.list()).singleElement().asString().matches(".*: longer than [0-9]+ bytes");
    }

    @Test
    void whatIsExpiredOrOfANewerProgramMustNotComeIntoForce() {
        Problems problems = new Problems();
        Place place = Place.ofFile("b");
        Bundle.of(FILES, 1, Optional.of(NOW.plusSeconds(1)), Optional.empty()).check(place, NOW, problems);
        assertThat(problems.list()).isEmpty();
        Bundle.of(FILES, 1, Optional.of(NOW), Optional.empty()).check(place, NOW, problems);
        assertThat(problems.list()).singleElement().asString().contains("expired: notAfter 2026-11-20T08:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"0.1.0,true", "0.1,true", "0.0.9,true", "0.1.0.0,true", "0.1.1,false", "0.2,false", "1,false"})
    void theLeastVersionIsComparedPartByPart(String least, boolean fits) {
        Manifest manifest =
                new Manifest("r-000000000000", 1, Optional.empty(), Optional.empty(), least, new java.util.TreeMap<>());
        assertThat(EngineVersion.isAtLeast(manifest.minEngine())).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"format\":2,\"revision\":\"r-000000000000\",\"serial\":1,\"minEngine\":\"0.1\",\"files\":{}}",
                "{\"format\":1,\"revision\":\"r-000000000000\",\"serial\":0,\"minEngine\":\"0.1\",\"files\":{}}",
                "{\"format\":1,\"revision\":\"r-000000000000\",\"minEngine\":\"0.1\",\"files\":{}}",
                "{\"format\":1,\"revision\":\"r-0\",\"serial\":1,\"minEngine\":\"0.1\",\"files\":{}}",
                "{\"format\":1,\"revision\":\"r-000000000000\",\"serial\":1,\"minEngine\":\"new\",\"files\":{}}",
                "{\"format\":1,\"revision\":\"r-000000000000\",\"serial\":1,\"minEngine\":\"0.1\",\"files\":{\"a\":\"0\"}}",
                "{\"format\":1,\"revision\":\"r-000000000000\",\"serial\":1,\"minEngine\":\"0.1\",\"files\":{\"a\":[]}}",
                "{\"format\":1,\"revision\":\"r-000000000000\",\"serial\":1,\"notAfter\":\"soon\",\"minEngine\":\"0.1\",\"files\":{}}",
                "{\"format\":1,\"revision\":\"r-000000000000\",\"serial\":1,\"minEngine\":\"0.1\",\"files\":{},\"more\":1}",
                "{\"format\":1,\"serial\":1,\"serial\":2,\"revision\":\"r-000000000000\",\"minEngine\":\"0.1\",\"files\":{}}"
            })
    void aManifestOfAnotherFormIsRefused(String text) {
        Problems problems = new Problems();
        assertThat(Manifest.read("bundle.json", text.getBytes(StandardCharsets.UTF_8), problems))
                .isEmpty();
        assertThat(problems.list()).isNotEmpty();
    }

    @Test
    void aKeyThatOthersMayReadIsRefusedAndNeverQuoted() throws Exception {
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx--x---")) {
            Files.setPosixFilePermissions(keys.secret, PosixFilePermissions.fromString(mode));
            Problems problems = new Problems();
            assertThat(SigningKey.read(keys.secret, "k", problems)).as(mode).isEmpty();
            assertThat(problems.list()).singleElement().asString().contains("(expected: chmod 600 ");
        }
        Files.setPosixFilePermissions(keys.secret, PosixFilePermissions.fromString("r--------"));
        assertThat(keys.signing().toString()).isEqualTo("SigningKey[test-key]");
    }

    @Test
    void whatIsNoKeyIsSaidWithoutQuotingIt() throws Exception {
        String secret = Files.readString(keys.secret);
        String body = secret.split("\n", -1)[1];
        for (String text : List.of(
                "",
                body,
                secret.replace("PRIVATE", "ENCRYPTED PRIVATE"),
                secret.replace("END", "end"),
                secret + secret,
                Files.readString(keys.open),
                Keys.pem("PRIVATE KEY", new byte[48]))) {
            Files.writeString(keys.secret, text);
            Problems problems = new Problems();
            assertThat(SigningKey.read(keys.secret, "k", problems)).as(text).isEmpty();
            assertThat(problems.list())
                    .singleElement()
                    .asString()
                    .contains("(expected: ")
                    .doesNotContain(body);
        }
        Problems problems = new Problems();
        assertThat(VerifyingKey.read(
                        List.of(keys.secret, temporary.resolve("none.pem"), others.secret),
                        Set.of(Algorithm.ED25519),
                        problems))
                .isEmpty();
        assertThat(problems.list()).hasSize(3);
    }
}
