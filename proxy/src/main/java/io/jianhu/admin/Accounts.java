package io.jianhu.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operators who may sign in, kept in one small file that is read again when it changes. */
public final class Accounts {

    /** OWASP's figure for PBKDF2 with HMAC-SHA-256. */
    public static final int ITERATIONS = 600_000;

    public static final int SHORTEST_PASSWORD = 12;

    /** An account and what is kept of its password. */
    record Entry(Account account, Secret secret) {}

    private record Version(FileTime modified, long size) {}

    private final Path file;
    private final int iterations;
    private final Secret decoy;
    private Map<String, Entry> entries = Map.of();
    private @Nullable Version read;

    private Accounts(Path file, int iterations) {
        this.file = file;
        this.iterations = iterations;
        this.decoy = Secret.decoy(iterations);
    }

    /**
     * Opens the accounts kept in a state directory.
     *
     * @param state the directory; need not exist yet
     * @throws IOException when the file is there but cannot be read or is not a list of accounts
     */
    public static Accounts open(Path state) throws IOException {
        return open(state, ITERATIONS);
    }

    static Accounts open(Path state, int iterations) throws IOException {
        Accounts accounts = new Accounts(state.resolve("users.json"), iterations);
        accounts.refresh();
        return accounts;
    }

    /**
     * Adds an account, or replaces the one of that name.
     *
     * @throws IllegalArgumentException when the password is shorter than {@link #SHORTEST_PASSWORD}
     */
    public synchronized void put(Account account, char[] password) throws IOException {
        if (password.length < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException(
                    "password: " + password.length + " characters (expected: " + SHORTEST_PASSWORD + " or more)");
        }
        refresh();
        Map<String, Entry> more = new LinkedHashMap<>(entries);
        more.put(account.name(), new Entry(account, Secret.of(password, iterations)));
        AccountFile.write(file, List.copyOf(more.values()));
        refresh();
    }

    /** A new password that no one has to invent; show it once. */
    public static char[] newPassword() {
        return Secret.generate();
    }

    public synchronized List<Account> list() {
        tryRefresh();
        return entries.values().stream().map(Entry::account).toList();
    }

    /** The account of this name with this password. Takes as long for an unknown name as for a wrong password. */
    Optional<Account> signIn(String name, char[] password) {
        Optional<Entry> entry = entry(name);
        boolean opens = entry.map(Entry::secret).orElse(decoy).opens(password);
        return opens ? entry.map(Entry::account) : Optional.empty();
    }

    /** Whether the account is still kept, unchanged. */
    boolean stands(Account account) {
        return entry(account.name()).filter(it -> it.account().equals(account)).isPresent();
    }

    private synchronized Optional<Entry> entry(String name) {
        tryRefresh();
        return Optional.ofNullable(entries.get(name));
    }

    /** A file that became unreadable leaves the accounts that were read last. */
    private void tryRefresh() {
        try {
            refresh();
        } catch (IOException unreadable) {
            System.getLogger("jianhu.admin")
                    .log(System.Logger.Level.WARNING, "users.json: not read again: {0}", unreadable.getMessage());
        }
    }

    private synchronized void refresh() throws IOException {
        Version version;
        try {
            version = new Version(Files.getLastModifiedTime(file), Files.size(file));
        } catch (NoSuchFileException none) {
            entries = Map.of();
            read = null;
            return;
        }
        if (version.equals(read)) {
            return;
        }
        read = version;
        Map<String, Entry> fresh = new LinkedHashMap<>();
        for (Entry entry : AccountFile.read(file)) {
            fresh.put(entry.account().name(), entry);
        }
        entries = fresh;
    }
}
