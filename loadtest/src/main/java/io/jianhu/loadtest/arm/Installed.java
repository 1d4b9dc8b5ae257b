package io.jianhu.loadtest.arm;

import io.jianhu.loadtest.talk.Material;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Proxies that many know, as the machine has them; each passes on what it gets and looks at nothing. */
public enum Installed {
    NGINX(Arm.NGINX, "nginx.conf", "-e stderr -c"),
    HAPROXY(Arm.HAPROXY, "haproxy.cfg", "-db -f");

    /** Where servers are on a Debian machine, though not on everybody's path. */
    private static final List<String> BESIDE = List.of("/usr/sbin", "/usr/local/sbin");

    private final String program;
    private final String material;
    private final String options;

    Installed(String program, String material, String options) {
        this.program = program;
        this.material = material;
        this.options = options;
    }

    String program() {
        return program;
    }

    /** Where the machine has it; empty when it has not. */
    public Optional<Path> place() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), BESIDE.stream())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it in front of the mock model.
     *
     * @param place of the program
     * @param scratch for its configuration and what it writes
     */
    Child start(Path place, int modelPort, Path scratch, Path results) throws IOException {
        int port = freePort();
        String configuration = Material.text(Installed.class, material)
                .replace("{port}", Integer.toString(port))
                .replace("{model}", Integer.toString(modelPort))
                .replace("{scratch}", scratch.toString());
        return start(place, configuration, port, scratch, results);
    }

    /**
     * Starts it with a configuration of its own.
     *
     * @param port at which it listens by that configuration
     */
    public Child start(Path place, String text, int port, Path scratch, Path results) throws IOException {
        Path configuration = Files.writeString(scratch.resolve(material), text);
        Stream<String> line = Stream.of(
                        Stream.of(place.toString()),
                        Arrays.stream(options.split(" ")),
                        Stream.of(configuration.toString()))
                .flatMap(part -> part);
        return Child.listening(program, line.toList(), port, results.resolve(program + ".err"));
    }

    /** A port of the loopback address that nobody has. */
    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
