package io.jianhu.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and writes the file of accounts: JSON, one array of objects, for its owner only. */
final class AccountFile {

    private AccountFile() {}

    static List<Accounts.Entry> read(Path file) throws IOException {
        List<Accounts.Entry> entries = new ArrayList<>();
        try (JsonParser json = Json.FACTORY.createParser(Files.readAllBytes(file))) {
            expect(json, json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                entries.add(entry(json));
            }
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file.getFileName() + ": " + wrong.getMessage(), wrong);
        }
        return entries;
    }

    private static Accounts.Entry entry(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT);
        String name = "";
        Set<OperatorRole> roles = EnumSet.noneOf(OperatorRole.class);
        Optional<String> guardian = Optional.empty();
        int iterations = 0;
        byte[] salt = {};
        byte[] hash = {};
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "name" -> name = json.getText();
                case "roles" -> {
                    expect(json, json.currentToken(), JsonToken.START_ARRAY);
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        roles.add(role(json.getText()));
                    }
                }
                case "guardian" -> guardian = Optional.of(json.getText());
                case "iterations" -> iterations = json.getIntValue();
                case "salt" -> salt = Base64.getDecoder().decode(json.getText());
                case "hash" -> hash = Base64.getDecoder().decode(json.getText());
                default -> throw new IllegalArgumentException(key + ": unknown");
            }
        }
        if (iterations < 1 || salt.length == 0 || hash.length == 0) {
            throw new IllegalArgumentException(name + ": incomplete (expected: iterations, salt, hash)");
        }
        return new Accounts.Entry(new Account(name, roles, guardian), new Secret(iterations, salt, hash));
    }

    private static OperatorRole role(String word) {
        return OperatorRole.of(word).orElseThrow(() -> new IllegalArgumentException("role: " + word + ": unknown"));
    }

    private static void expect(JsonParser json, JsonToken found, JsonToken expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    "line " + json.currentLocation().getLineNr() + ": " + found + " (expected: " + expected + ")");
        }
    }

    static void write(Path file, List<Accounts.Entry> entries) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, "users", ".json");
        try {
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text(entries));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static byte[] text(List<Accounts.Entry> entries) {
        return Json.bytes(json -> {
            json.writeStartArray();
            for (Accounts.Entry entry : entries) {
                Account account = entry.account();
                json.writeStartObject();
                json.writeStringField("name", account.name());
                json.writeArrayFieldStart("roles");
                for (OperatorRole role : EnumSet.copyOf(account.roles())) {
                    json.writeString(role.word());
                }
                json.writeEndArray();
                if (account.guardian().isPresent()) {
                    json.writeStringField("guardian", account.guardian().get());
                }
                json.writeNumberField("iterations", entry.secret().iterations());
                json.writeStringField(
                        "salt",
                        Base64.getEncoder().encodeToString(entry.secret().salt()));
                json.writeStringField(
                        "hash",
                        Base64.getEncoder().encodeToString(entry.secret().hash()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
