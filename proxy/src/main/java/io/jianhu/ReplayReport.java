package io.jianhu;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.audit.Decisions;
import io.jianhu.audit.Verification;
import io.jianhu.chat.Decision;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** What a replay found, as people and as programs read it. */
record ReplayReport(String revision, Replay replay, Decisions.Count read, Verification chain) {
    private static final List<String> LIMITS = List.of(
            "The audit keeps no words: every rule is taken to find what it found, so that rules which are new, or whose"
                    + " words changed, are not tried.",
            "A request stands for its conversation, so that shares of canary rules are estimates.");

    /** What cannot be known, and why the records may not be trusted. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        chain.fault()
                .ifPresent(fault -> doubts.add("The chain of the audit is not verified: " + fault.file() + ":"
                        + fault.line() + " is bad (jianhu audit verify says more)."));
        if (read.malformed() > 0) {
            doubts.add(Count.of(read.malformed(), "line") + " of the audit not understood, and passed over.");
        }
        replay.unknownRobots()
                .forEach((robot, count) -> doubts.add(
                        Count.of(count, "decision") + " of a robot that is not registered, not tried: " + robot));
        doubts.addAll(LIMITS);
        return doubts;
    }

    void text(PrintWriter out) {
        long compared =
                replay.matrix().values().stream().mapToLong(Long::longValue).sum();
        out.println(revision + ": " + Count.of(replay.decisions(), "decision") + " read, " + compared + " compared, "
                + replay.changed() + " would be otherwise");
        if (replay.withoutRule() > 0) {
            out.println(replay.withoutRule() + " name no rule, and were not compared");
        }
        matrix(out);
        changes(out, "Changes by rule (one that names several counts at each):", replay.byRule());
        changes(out, "Changes by robot:", replay.byRobot());
        if (replay.withUnknownRule() > 0) {
            out.println(Count.of(replay.withUnknownRule(), "decision") + " with rules that this policy does not have:");
            replay.unknownRules().forEach((rule, count) -> out.printf("%8d  %s%n", count, rule));
        }
        out.println(Count.of(replay.untried().size(), "rule") + " of this policy named by no decision");
        if (!replay.changes().isEmpty()) {
            out.println("Requests that would be decided otherwise:");
        }
        for (Replay.Change change : replay.changes()) {
            out.println("  " + change.request() + "  " + change.robot() + "  " + change.side() + "  "
                    + arrow(change.move()) + "  " + String.join(",", change.rules()));
        }
        out.flush();
    }

    private void matrix(PrintWriter out) {
        TreeSet<Decision> rows = new TreeSet<>();
        TreeSet<Decision> columns = new TreeSet<>();
        replay.matrix().keySet().forEach(move -> {
            rows.add(move.from());
            columns.add(move.to());
        });
        if (rows.isEmpty()) {
            return;
        }
        StringBuilder head = new StringBuilder(String.format("%-18s", "recorded \\ now"));
        columns.forEach(column -> head.append(String.format("%10s", column.word())));
        out.println(head);
        for (Decision row : rows) {
            StringBuilder line = new StringBuilder(String.format("%-18s", row.word()));
            columns.forEach(column ->
                    line.append(String.format("%10d", replay.matrix().getOrDefault(new Replay.Move(row, column), 0L))));
            out.println(line);
        }
    }

    private static void changes(PrintWriter out, String title, SortedMap<Replay.Place, Long> changes) {
        if (!changes.isEmpty()) {
            out.println(title);
        }
        changes.forEach((place, count) -> out.printf("%8d  %s  %s%n", count, place.name(), arrow(place.move())));
    }

    private static String arrow(Replay.Move move) {
        return move.from().word() + " -> " + move.to().word();
    }

    void json(JsonGenerator json) throws IOException {
        json.writeStringField("revision", revision);
        json.writeNumberField("lines", read.lines());
        json.writeNumberField("malformed", read.malformed());
        json.writeBooleanField("verified", chain.isClean());
        json.writeNumberField("decisions", replay.decisions());
        json.writeNumberField("withoutRule", replay.withoutRule());
        json.writeNumberField("changed", replay.changed());
        json.writeArrayFieldStart("matrix");
        for (Map.Entry<Replay.Move, Long> cell : replay.matrix().entrySet()) {
            json.writeStartObject();
            move(json, cell.getKey());
            json.writeNumberField("count", cell.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        places(json, "byRule", "rule", replay.byRule());
        places(json, "byRobot", "robot", replay.byRobot());
        json.writeNumberField("withUnknownRule", replay.withUnknownRule());
        counts(json, "unknownRules", replay.unknownRules());
        counts(json, "unknownRobots", replay.unknownRobots());
        texts(json, "rulesNamedByNone", replay.untried());
        texts(json, "doubts", doubts());
        json.writeArrayFieldStart("changes");
        for (Replay.Change change : replay.changes()) {
            json.writeStartObject();
            json.writeStringField("request", change.request());
            json.writeStringField("robot", change.robot());
            json.writeStringField("side", change.side());
            move(json, change.move());
            texts(json, "rules", change.rules());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void move(JsonGenerator json, Replay.Move move) throws IOException {
        json.writeStringField("recorded", move.from().word());
        json.writeStringField("now", move.to().word());
    }

    private static void places(JsonGenerator json, String name, String kind, SortedMap<Replay.Place, Long> places)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<Replay.Place, Long> place : places.entrySet()) {
            json.writeStartObject();
            json.writeStringField(kind, place.getKey().name());
            move(json, place.getKey().move());
            json.writeNumberField("count", place.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, Iterable<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
