package io.jianhu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.assess.Banks;
import io.jianhu.disclose.Notices;
import io.jianhu.flow.Edition;
import io.jianhu.matrix.Matrix;
import io.jianhu.policy.Examination;
import io.jianhu.policy.IdLedger;
import io.jianhu.policy.Rulebook;
import io.jianhu.release.Bundle;
import io.jianhu.release.PolicyFolder;
import io.jianhu.robot.Client;
import io.jianhu.robot.Registry;
import io.jianhu.source.Compilation;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import io.jianhu.source.Replacement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A policy directory, or the directory inside a bundle whoever made it, as the commands about it see it. */
final class PolicyDirectory {
    private final Path path;
    private Folder folder;
    private final Problems problems = new Problems();
    private Optional<Banks> banks = Optional.empty();
    private Optional<Matrix> matrix = Optional.empty();

    /** @throws ParameterException when there is no such directory */
    PolicyDirectory(CommandLine command, Path path) {
        if (!Files.exists(path)) {
            throw new ParameterException(command, "no such directory: " + path);
        }
        this.path = path;
        this.folder = Files.isDirectory(path) ? PolicyFolder.read(path, problems) : bundled(path);
    }

    private Folder bundled(Path file) {
        return Bundle.read(file, problems)
                .map(Bundle::folder)
                .orElseGet(() -> new Folder(file.toString(), new TreeMap<>()));
    }

    String revision() {
        return PolicyFolder.revision(folder);
    }

    /** The files as they were read. */
    Folder folder() {
        return folder;
    }

    /** Looks from now on at a directory in which one file is another; what stands on the disk stays as it is. */
    void put(String file, byte[] bytes) {
        TreeMap<String, byte[]> files = new TreeMap<>(folder.files());
        files.put(file, bytes);
        folder = new Folder(folder.name(), files);
        banks = Optional.empty();
        matrix = Optional.empty();
    }

    /** The rulebook, when every part of the directory compiles: notices, rules, robots, guardians, clients, banks, matrix. */
    Optional<Rulebook> compile() {
        Optional<Notices> notices = Notices.compile(folder, problems);
        Optional<Rulebook> rulebook = Rulebook.compile(folder, RuleWords.of(folder, notices), problems);
        Optional<Registry> registry = Registry.compile(folder, problems, Editions.WORDS);
        notices.ifPresent(texts -> registry.ifPresent(robots -> texts.check(robots.notices(), problems)));
        banks();
        Matrix.check(folder, problems);
        return rulebook.filter(compiled -> registry.isPresent() && problems.isEmpty());
    }

    /** The rulebook, when besides the compliance matrix names only rules that exist and answers what it claims. */
    Optional<Rulebook> lint() {
        Optional<Rulebook> rulebook = compile();
        matrix = Matrix.compile(folder, rulebook.map(Rulebook::rules), problems);
        return rulebook.filter(compiled -> problems.isEmpty());
    }

    /** The compliance matrix, once {@link #lint} has found nothing wrong; empty when the directory has none. */
    Optional<Matrix> matrix() {
        return matrix.filter(compiled -> problems.isEmpty());
    }

    /** All that the directory says, as the gateway would serve it; empty when it would refuse it. */
    Optional<Edition> edition() {
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return switch (new Editions(registry -> registry, Clock.systemUTC()).apply(folder)) {
            case Compilation.Compiled<Edition> compiled -> Optional.of(compiled.value());
            case Compilation.Rejected<Edition> rejected -> {
                rejected.problems()
                        .forEach(problem -> problems.add(
                                new Place(problem.file(), problem.line(), problem.column()), problem.message()));
                yield Optional.empty();
            }
        };
    }

    /** What somebody should look at in a directory whose rulebook has compiled. */
    List<Problem> warnings(Rulebook rulebook, LocalDate today) {
        List<Problem> warnings = new ArrayList<>(rulebook.warnings(today));
        registry().ifPresent(registry -> {
            warnings.addAll(registry.warnings(today));
            warnings.addAll(rulebook.strangers(robots(registry), clients(registry)));
        });
        warnings.addAll(banks().warnings());
        matrix().ifPresent(matrix -> warnings.addAll(matrix.warnings()));
        return warnings.stream().map(this::shown).toList();
    }

    private static Set<String> robots(Registry registry) {
        return registry.robots().stream().map(robot -> robot.id().value()).collect(Collectors.toSet());
    }

    /** With who calls where nobody has to say who it is. */
    private static Set<String> clients(Registry registry) {
        return Stream.concat(Stream.of(Client.ANYONE), registry.clients().stream())
                .map(Client::id)
                .collect(Collectors.toSet());
    }

    /** The questions of an assessment; not all of them when problems were added. */
    Banks banks() {
        Banks read = banks.orElseGet(() -> Banks.read(folder, problems));
        banks = Optional.of(read);
        return read;
    }

    /** Every robot, guardian and client, when they compile. */
    Optional<Registry> registry() {
        return Registry.compile(folder, problems, Editions.WORDS);
    }

    /**
     * Writes {@code ids.tsv} anew, with the ids of a rulebook entered and those that are gone retired.
     *
     * @return the rulebook with the new ledger
     * @throws UncheckedIOException when it cannot be written
     */
    Optional<Rulebook> record(Rulebook rulebook) {
        Path ledger = path.resolve(IdLedger.FILE);
        try {
            Replacement.write(ledger, rulebook.recordedIds().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder = PolicyFolder.read(path, problems);
        banks = Optional.empty();
        return lint();
    }

    /** What becomes of the tests that stand in the rule files. */
    Optional<Examination> examine() {
        return Rulebook.examine(folder, RuleWords.of(folder, Notices.compile(folder, problems)), problems);
    }

    /** All that was found wrong, each with the path as the user knows it. */
    List<Problem> problems() {
        return problems.list().stream().map(this::shown).toList();
    }

    /** A problem with the path as the user knows it. */
    Problem shown(Problem problem) {
        return new Problem(shown(problem.file()), problem.line(), problem.column(), problem.message());
    }

    /** A path below the directory, as the user would write it. */
    String shown(String file) {
        return file.equals(path.toString()) ? file : path.resolve(file).toString();
    }

    /** Writes one JSON object and a line break. */
    static void json(PrintWriter out, JsonBody body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(text);
        out.flush();
    }

    static void problems(JsonGenerator json, List<Problem> problems) throws IOException {
        problems(json, "problems", "error", problems);
    }

    /** Writes a member {@code name}, an array of problems of one severity. */
    static void problems(JsonGenerator json, String name, String severity, List<Problem> problems) throws IOException {
        json.writeArrayFieldStart(name);
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeStringField("file", problem.file());
            json.writeNumberField("line", problem.line());
            json.writeNumberField("column", problem.column());
            json.writeStringField("message", problem.message());
            json.writeStringField("severity", severity);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The fields of a JSON object. */
    interface JsonBody {
        void write(JsonGenerator json) throws IOException;
    }
}
