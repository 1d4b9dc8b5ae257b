package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever typed a command reads one line about a file, and no trace. */
class FaultTest {

    private static String err(int expected, String... arguments) {
        PrintStream usual = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(arguments)).isEqualTo(expected);
        } finally {
            System.setErr(usual);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithItsFault(@TempDir Path place) throws IOException {
        Path file = Files.writeString(place.resolve("file"), "");
        assertThat(err(2, "users", "add", "--name", "wang", "--role", "guardian", "--state", file.toString()))
                .startsWith("jianhu: ")
                .contains(file.toString())
                .doesNotContain("\tat ");
    }

    @Test
    void aPortThatIsNoneIsAnErrorOfUsage() {
        assertThat(err(2, "demo", "--port", "99999"))
                .contains("port 99999 (expected: 0 to 65535)")
                .doesNotContain("\tat ");
    }

    @Test
    void whatAnExceptionLeavesOutIsSaid() {
        assertThat(Fault.of(new NoSuchFileException("a"))).isEqualTo("a: no such file or directory");
        assertThat(Fault.of(new AccessDeniedException("a"))).isEqualTo("a: permission denied");
        assertThat(Fault.of(new FileSystemException("a", null, "Read-only file system")))
                .isEqualTo("a: Read-only file system");
        assertThat(Fault.of(new IOException("127.0.0.1:80 cannot be bound"))).isEqualTo("127.0.0.1:80 cannot be bound");
    }
}
