package io.jianhu.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.RobotId;
import io.jianhu.net.Page;
import io.jianhu.net.Visit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin plane of one machine on which nobody signs in. */
class WithoutSignInTest {

    @TempDir
    private Path state;

    @Test
    void onlyThisMachineMayCall() throws IOException {
        AdminSettings open =
                new AdminSettings(AdminSettings.SignIn.NONE, false, Duration.ofMinutes(30), Duration.ofHours(12));
        try (House trusting = new House(state.resolve("other"), open, null)) {
            assertThat(me(trusting, "localhost:9090", true)).isEqualTo(200);
            assertThat(me(trusting, "127.0.0.1:9090", true)).isEqualTo(200);
            assertThat(me(trusting, "[::1]:9090", true)).isEqualTo(200);
            assertThat(me(trusting, "rebound.example:9090", true)).isEqualTo(403);
            assertThat(me(trusting, "localhost:9090", false)).isEqualTo(403);
        }
    }

    @Test
    void aBrakeCanBeReleasedAndTheRecordSaysWhy() throws IOException {
        AdminSettings open =
                new AdminSettings(AdminSettings.SignIn.NONE, false, Duration.ofMinutes(30), Duration.ofHours(12));
        try (House trusting = new House(state.resolve("other"), open, null)) {
            String me = House.body(local(trusting, "GET", "/api/me", "", ""));
            String csrf = House.field(me, "csrf");
            assertThat(local(trusting, "POST", "/api/robots/FT-001/brake", csrf, "{\"reason\":\"trial\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(local(trusting, "POST", "/api/robots/FT-001/release", csrf, "{}")
                            .status())
                    .isEqualTo(200);
            assertThat(trusting.brakes.isBraked(new RobotId("FT-001"))).isFalse();
            assertThat(trusting.events.toString()).contains("release", "without a second person: nobody signs in");
        }
    }

    private static Page local(House house, String method, String path, String csrf, String body) {
        Map<String, String> headers =
                Map.of("host", "localhost:9090", "content-type", "application/json", "x-jianhu-csrf", csrf);
        return house.serve(
                new Visit(method, path, Map.of(), headers, body.getBytes(StandardCharsets.UTF_8), "::1", true));
    }

    private static int me(House house, String host, boolean loopback) {
        Visit visit = new Visit("GET", "/api/me", Map.of(), Map.of("host", host), new byte[0], "::1", loopback);
        return house.serve(visit).status();
    }
}
