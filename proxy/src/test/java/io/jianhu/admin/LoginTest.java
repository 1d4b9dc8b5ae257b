package io.jianhu.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Event;
import io.jianhu.net.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {

    @TempDir
    private Path state;

    private House house;

    @BeforeEach
    void open() throws IOException {
        house = new House(state);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aSignInGivesASafeCookieAndSaysWhoItIs() {
        Page page = house.signIn("chen", House.PASSWORD, "192.0.2.7");
        assertThat(page.headers().getOrDefault("set-cookie", ""))
                .startsWith("jianhu_session=")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain("Secure");
        assertThat(House.body(page))
                .contains("\"name\":\"chen\"", "\"roles\":[\"guardian\"]", "\"guardian\":\"g-001\"");
        assertThat(house.events).hasSize(1).first().isInstanceOf(Event.Acted.class);
    }

    @Test
    void overTlsTheCookieIsBoundToTheHost() throws IOException {
        AdminSettings settings =
                new AdminSettings(AdminSettings.SignIn.LOCAL, true, Duration.ofMinutes(30), Duration.ofHours(12));
        try (House secure = new House(state.resolve("tls"), settings, null)) {
            assertThat(secure.signIn("chen", House.PASSWORD, "192.0.2.7")
                            .headers()
                            .getOrDefault("set-cookie", ""))
                    .startsWith("__Host-jianhu_session=")
                    .endsWith("; Secure");
        }
    }

    @Test
    void aFailureSaysNothingSpecific() {
        Page wrongPassword = house.signIn("chen", "a-wrong-password", "192.0.2.7");
        Page wrongName = house.signIn("nobody", "a-wrong-password", "192.0.2.7");
        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(House.body(wrongPassword)).isEqualTo(House.body(wrongName));
        assertThat(wrongPassword.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void aNameThatFailsAgainAndAgainMustWait() {
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(house.signIn("chen", "a-wrong-password", "192.0.2." + attempt)
                            .status())
                    .isEqualTo(401);
        }
        Page hasty = house.signIn("chen", House.PASSWORD, "192.0.2.99");
        assertThat(hasty.status()).isEqualTo(429);
        assertThat(hasty.headers()).containsEntry("retry-after", "1");
        assertThat(house.signIn("viewer", House.PASSWORD, "192.0.2.99").status())
                .isEqualTo(200);
        house.now = house.now.plusSeconds(1);
        assertThat(house.signIn("chen", "a-wrong-password", "192.0.2.1").status())
                .isEqualTo(401);
        assertThat(house.signIn("chen", House.PASSWORD, "192.0.2.99").headers()).containsEntry("retry-after", "2");
        house.now = house.now.plusSeconds(2);
        assertThat(house.signIn("chen", House.PASSWORD, "192.0.2.99").status()).isEqualTo(200);
    }

    @Test
    void aPeerThatTriesManyNamesMustWait() {
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(house.signIn("name" + attempt, "a-wrong-password", "192.0.2.7")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(house.signIn("chen", House.PASSWORD, "192.0.2.7").status()).isEqualTo(429);
        assertThat(house.signIn("chen", House.PASSWORD, "192.0.2.8").status()).isEqualTo(200);
    }

    @Test
    void anIdleSessionEndsAndBackgroundCallsDoNotKeepIt() {
        house.as("chen");
        house.now = house.now.plus(Duration.ofMinutes(29));
        assertThat(house.get("/api/me").status()).isEqualTo(200);
        house.now = house.now.plus(Duration.ofMinutes(29));
        Map<String, String> background = Map.of("x-jianhu-background", "1");
        assertThat(house.visit("GET", "/api/tickets", "", background).status()).isEqualTo(200);
        house.now = house.now.plus(Duration.ofMinutes(1));
        assertThat(house.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverBusy() {
        house.as("chen");
        for (int call = 0; call < 35; call++) {
            house.now = house.now.plus(Duration.ofMinutes(20));
            assertThat(house.get("/api/me").status()).isEqualTo(200);
        }
        house.now = house.now.plus(Duration.ofMinutes(20));
        assertThat(house.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void signingOutEndsTheSession() {
        house.as("chen");
        assertThat(house.post("/api/logout", "{}").headers().getOrDefault("set-cookie", ""))
                .contains("Max-Age=0");
        assertThat(house.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsWhenTheAccountChanges() throws IOException {
        house.as("chen");
        Account demoted = new Account("chen", Set.of(OperatorRole.VIEWER), Optional.empty());
        Accounts.open(state, 1000).put(demoted, House.PASSWORD.toCharArray());
        assertThat(house.get("/api/me").status()).isEqualTo(401);
        assertThat(House.body(house.as("chen").get("/api/me"))).contains("\"viewer\"");
    }

    @Test
    void passwordsAreKeptAsHashesForTheOwnerOnly() throws IOException {
        Path file = state.resolve("users.json");
        assertThat(Files.readString(file)).contains("\"chen\"").doesNotContain(House.PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Accounts.ITERATIONS).isGreaterThanOrEqualTo(600_000);
        assertThat(Accounts.newPassword()).hasSizeGreaterThanOrEqualTo(Accounts.SHORTEST_PASSWORD);
    }

    @Test
    void aBrokenFileIsRefusedAtTheStartWithItsReason() throws IOException {
        Path other = Files.createDirectory(state.resolve("broken"));
        Files.writeString(other.resolve("users.json"), "[{\"name\":\"chen\",\"roles\":[\"king\"]}]");
        assertThatThrownBy(() -> Accounts.open(other, 1000))
                .isInstanceOf(IOException.class)
                .hasMessage("users.json: role: king: unknown");
    }

    @Test
    void aShortPasswordIsRefused() {
        Account account = new Account("li", Set.of(OperatorRole.VIEWER), Optional.empty());
        assertThatThrownBy(() -> house.accounts.put(account, "short".toCharArray()))
                .hasMessage("password: 5 characters (expected: 12 or more)");
    }
}
