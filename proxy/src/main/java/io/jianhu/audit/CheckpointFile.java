package io.jianhu.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A file with the newest checkpoint of a ledger: a line of JSON, whose last member {@code mac} is the HMAC-SHA256 (RFC
 * 2104) of the object without it, in lower-case hexadecimal. Who has no key can read it and cannot make one.
 */
public final class CheckpointFile {

    /** What stands in the file. */
    sealed interface Content {

        /** There is no such file. */
        record Nothing() implements Content {}

        /** Nothing that a holder of the key wrote. */
        record Forged() implements Content {}

        /**
         * A checkpoint.
         *
         * @param proven whether the key shows who wrote it; without a key nothing does
         */
        record Noted(Checkpoint checkpoint, boolean proven) implements Content {}
    }

    private static final byte[] MAC = ",\"mac\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int SUFFIX = MAC.length + 64 + 3;

    private final Path file;
    private final Optional<byte[]> key;

    /** @param key from the installation's secret; without it nothing can be proven or written */
    public CheckpointFile(Path file, Optional<byte[]> key) {
        this.file = file;
        this.key = key.map(byte[]::clone);
    }

    /** The checkpoint for everybody to see, and whether it is the key holder's. */
    Content read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return new Content.Nothing();
        }
        int end = bytes.length - SUFFIX;
        if (end < 1) {
            return new Content.Forged();
        }
        byte[] object = Arrays.copyOf(bytes, end + 1);
        object[end] = '}';
        Optional<Checkpoint> checkpoint = Checkpoint.parse(object);
        boolean proven = key.isPresent() && MessageDigest.isEqual(bytes, sealed(object, key.get()));
        return checkpoint.isEmpty() || (key.isPresent() && !proven)
                ? new Content.Forged()
                : new Content.Noted(checkpoint.get(), proven);
    }

    /** Puts a checkpoint in the place of the one before it, on the disk. */
    void write(Checkpoint checkpoint) throws IOException {
        byte[] line = sealed(checkpoint.write(), key.orElseThrow());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Keeps what stands in the file beside it, for whoever wants to know. */
    void setAside() throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + ".forged"), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static byte[] sealed(byte[] object, byte[] key) {
        String mac = HexFormat.of().formatHex(mac(object, key));
        return ByteBuffer.allocate(object.length - 1 + SUFFIX)
                .put(object, 0, object.length - 1)
                .put(MAC)
                .put((mac + "\"}\n").getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] mac(byte[] object, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(object);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has HmacSHA256", impossible);
        }
    }
}
