package io.jianhu.loadtest.growth;

import io.jianhu.loadtest.arm.GatewayFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Any number of robots, all like the one whose model answers at once but for their ids, and a client that may ask each. */
final class ManyRobots {

    private ManyRobots() {}

    static void robots(Path policies, int count) throws IOException {
        Path robots = policies.resolve("robots");
        String one = Files.readString(robots.resolve(GatewayFiles.AT_ONCE + ".yaml"));
        for (String id : ids(count)) {
            Files.writeString(robots.resolve(id + ".yaml"), one.replace("id: " + GatewayFiles.AT_ONCE, "id: " + id));
        }
        Path client = policies.resolve("clients/loadtest.yaml");
        Files.writeString(client, Files.readString(client).replaceAll("(?m)^robots: .*$", "robots: [\"*\"]"));
    }

    static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("LT-%05d"::formatted).toList();
    }
}
