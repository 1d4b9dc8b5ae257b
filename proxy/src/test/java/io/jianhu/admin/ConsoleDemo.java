package io.jianhu.admin;

import io.jianhu.chat.Severity;
import io.jianhu.escalate.Ticket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Serves the console with fictional tickets, to look at it by hand; signs in as {@code admin}. */
final class ConsoleDemo {

    private ConsoleDemo() {}

    public static void main(String[] arguments) throws Exception {
        Path state = Files.createTempDirectory("console");
        try (House house = new House(state, AdminSettings.DEFAULTS, Clock.systemUTC());
                ConsoleServer server = new ConsoleServer(house.site)) {
            fill(house);
            System.out.println(server.address());
            new CountDownLatch(1).await();
        }
    }

    /** Opens four tickets; returns the gravest. */
    static Ticket fill(House house) {
        Samples.open(house.tickets, "c-1", Severity.HIGH, Duration.ofMinutes(3), "JH-3110");
        Ticket gravest = Samples.open(house.tickets, "c-2", Severity.CRITICAL, Duration.ofMinutes(1), "JH-5001");
        Samples.open(house.tickets, "c-3", Severity.LOW, Duration.ofSeconds(1), "JH-6001");
        Samples.open(house.tickets, "c-4", Severity.MEDIUM, Duration.ofHours(2));
        return gravest;
    }
}
