package io.jianhu.loadtest.arm;

import io.jianhu.loadtest.talk.Material;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.robot.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files a gateway under test is started with: the shipped policies with the mock model as every robot's upstream, a
 * client with a key, a list of words, and a configuration with audit and metrics on.
 *
 * @param configuration the configuration file
 * @param key the client's key
 */
public record GatewayFiles(Path configuration, String key) {

    /** The robot whose model answers at once. */
    public static final String AT_ONCE = "FT-001";
    /** The robot whose model speaks token by token. */
    public static final String PACED = "FT-002";

    /** Where the list of words is, below the policy directory. */
    public static final String WORDS = "lists/loadtest.txt";

    /**
     * Writes the files.
     *
     * @param shipped the policy directory of the product
     * @param words how many words are looked for beside the shipped ones
     */
    public static GatewayFiles write(Path directory, Path shipped, int mockPort, Pace pace, List<String> words)
            throws IOException {
        Path policies = directory.resolve("policies");
        copy(shipped, policies);
        try (Stream<Path> robots = Files.list(policies.resolve("robots"))) {
            for (Path robot : robots.toList()) {
                Pace own = robot.endsWith(PACED + ".yaml") ? pace : Pace.NONE;
                String url = "http://127.0.0.1:" + mockPort + own.path();
                Files.writeString(
                        robot, Files.readString(robot).replaceAll("(?m)^(\\s+url: ).*$", "$1\"" + url + "\""));
            }
        }
        String key = ApiKey.create(new SecureRandom());
        Files.writeString(
                policies.resolve("clients/loadtest.yaml"),
                Material.text(GatewayFiles.class, "client.yaml").replace("{hash}", ApiKey.hash(key)));
        if (!words.isEmpty()) {
            Files.write(policies.resolve(WORDS), words);
            Files.writeString(policies.resolve("rules/loadtest.yaml"), rules().replace("{word}", words.getFirst()));
        }
        Path configuration = directory.resolve("jianhu.yaml");
        Files.writeString(configuration, Material.text(GatewayFiles.class, "gateway.yaml"));
        return new GatewayFiles(configuration, key);
    }

    /**
     * A file of rules as a template: one rule that looks for the list of {@link #WORDS}, with {@code {word}} in the place of
     * the word that its test says.
     */
    public static String rules() {
        return Material.text(GatewayFiles.class, "rules.yaml");
    }

    /** The policy directory. */
    public Path policies() {
        return configuration.resolveSibling("policies");
    }

    /** Copies a directory with all that is in it. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Prints no key. */
    @Override
    public String toString() {
        return configuration.toString();
    }
}
