package io.jianhu.robot;

import io.jianhu.source.Fields;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the list of tools in a robot's form, against what its level lets them do. */
final class ToolForms {

    private static final int LONGEST_NAME = 128;

    private final Fields form;
    private final String level;
    private final Latitude latitude;

    /** @param latitude of the level */
    ToolForms(Fields form, String level, Latitude latitude) {
        this.form = form;
        this.level = level;
        this.latitude = latitude;
    }

    /** The tools; empty when the form says nothing of them. */
    Optional<List<Tool>> read() {
        if (!form.has("tools")) {
            return Optional.empty();
        }
        if (form.value("tools").isEmpty()) {
            form.problem("tools", "nothing (expected: a list, [] for no tool)");
        }
        List<Tool> tools = new ArrayList<>();
        Map<String, Fields> taken = new HashMap<>();
        for (Fields entry : form.list("tools")) {
            Tool tool = tool(entry);
            Fields first = taken.putIfAbsent(tool.name(), entry);
            if (first != null) {
                entry.problem(
                        "name",
                        "'" + tool.name() + "' stands already in line "
                                + first.place().line());
            }
            tools.add(tool);
        }
        return Optional.of(tools);
    }

    private Tool tool(Fields entry) {
        String name = entry.text("name");
        if (name.length() > LONGEST_NAME) {
            entry.problem("name", name.length() + " characters (expected: at most " + LONGEST_NAME + ")");
        }
        Tool.Effect does = entry.choice("does", Tool.Effect.ACT);
        if (!entry.has("does")) {
            entry.problems().add(entry.place(), "'does' is missing (expected: read or act)");
        }
        Fields title = entry.fields("title");
        Vocabulary.Term term = new Vocabulary.Term(title.text("zh", name), title.text("en", title.text("zh", name)));
        title.end();
        Optional<Value> arguments = entry.value("arguments");
        if (entry.has("arguments") && arguments.isEmpty()) {
            entry.problem("arguments", "nothing (expected: a JSON Schema, {} for anything)");
        }
        Optional<Schema> schema = arguments.map(value -> SchemaForm.read(Fields.of(value, entry.problems())));
        entry.end();
        level(entry);
        return new Tool(name, term, does, schema);
    }

    private void level(Fields entry) {
        switch (latitude) {
            case NONE ->
                entry.problems().add(entry.place(), "a tool (expected: none, by the tools of level " + level + ")");
            case READ -> {
                if (entry.text("does", "").equals("act")) {
                    entry.problem("does", "act (expected: read, by the tools of level " + level + ")");
                }
            }
            case AUTHORISED, OWN -> {
                // May hold both.
            }
        }
    }
}
