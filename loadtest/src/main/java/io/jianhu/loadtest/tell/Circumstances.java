package io.jianhu.loadtest.tell;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Where and how figures were measured.
 *
 * @param loadAverage of the minute before the start; below 0 where the system does not say
 */
public record Circumstances(Instant began, String machine, String java, String command, double loadAverage) {

    /** Of this machine. */
    public static Circumstances of(String command, Instant now) {
        Runtime runtime = Runtime.getRuntime();
        String machine = String.format(
                Locale.ROOT,
                "%d x %s, %s %s %s",
                runtime.availableProcessors(),
                processor(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"));
        return new Circumstances(
                now,
                machine,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                command,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** The first lines of a report for people. */
    public List<String> heading(String title) {
        return List.of(title + ", " + began, "machine  " + machine, "java     " + java, "command  " + command);
    }

    /** The same as members of an object. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStringField("began", began.toString());
        json.writeStringField("machine", machine);
        json.writeStringField("java", java);
        json.writeStringField("command", command);
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor");
        } catch (IOException unknown) {
            return "processor";
        }
    }
}
