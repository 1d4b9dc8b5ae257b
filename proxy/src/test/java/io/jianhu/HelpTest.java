package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command says what it is for. */
final class HelpTest {

    static Stream<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(Main.line(), List.of(), all);
        return all.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> all) {
        all.add(path);
        command.getSubcommands().forEach((name, below) -> collect(below, with(path, name), all));
    }

    private static List<String> with(List<String> path, String word) {
        return Stream.concat(path.stream(), Stream.of(word)).toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHelps(List<String> path) {
        for (String help : List.of("--help", "-h")) {
            String[] arguments = with(path, help).toArray(String[]::new);
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int code = Main.line(arguments)
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments);
            assertThat(code).as(err.toString()).isZero();
            assertThat(out.toString()).contains("Usage: jianhu", String.join(" ", path));
            assertThat(err.toString()).isEmpty();
        }
    }
}
