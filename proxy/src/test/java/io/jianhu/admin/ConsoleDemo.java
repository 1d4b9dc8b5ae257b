package io.jianhu.admin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    static void fill(House house) {
        house.queue.moved = event -> house.bulletin.saw(event).join();
        Instant now = Instant.now();
        house.queue.add(
                Samples.ticket("T-7F3K", "high", List.of("JH-3110"), now.minusSeconds(95), Duration.ofMinutes(3)));
        house.queue.add(
                Samples.ticket("T-2M8Q", "critical", List.of("JH-7010"), now.minusSeconds(20), Duration.ofMinutes(1)));
        house.queue.add(
                Samples.ticket("T-9X1B", "low", List.of("JH-1010"), now.minusSeconds(700), Duration.ofMinutes(10)));
        house.queue.add(Samples.ticket("T-4D6W", "medium", List.of(), now.minusSeconds(4000), Duration.ofHours(2)));
    }
}
