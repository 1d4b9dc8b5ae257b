package io.jianhu.disclose;

import io.jianhu.source.Document;
import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the gateway itself says to citizens: texts by id, Chinese first, English second. Immutable. */
public final class Notices {

    /** The variables a text may have. */
    public static final List<String> VARIABLES = List.of(
            "robot.id",
            "robot.name",
            "robot.department",
            "robot.scenes",
            "robot.name.en",
            "robot.department.en",
            "complaints.phone",
            "filing.number",
            "guardian.office",
            "successor.name",
            "successor.name.en",
            "successor.address",
            "ticket",
            "tool",
            "tool.en");

    /** The notices that no directory may lack. */
    public static final List<String> REQUIRED = List.of(
            "first-answer",
            "label",
            "privacy",
            "withheld",
            "identity",
            "refuse",
            "decision",
            "hold",
            "waiting",
            "guardian-answer",
            "expired",
            "cancelled",
            "off-duty",
            "upstream",
            "braked");

    private static final String OFF_DUTY = "off-duty.";

    private final Map<String, Notice> notices;

    private Notices(Map<String, Notice> notices) {
        this.notices = Map.copyOf(notices);
    }

    /** Compiles {@code notices/*.yaml}; empty when it found problems. */
    public static Optional<Notices> compile(Folder folder, Problems problems) {
        int before = problems.list().size();
        Map<String, Notice> notices = new TreeMap<>();
        Map<String, Place> places = new HashMap<>();
        for (Fields file : Document.readAll(folder, "notices", "Notices", problems)) {
            Fields texts = file.fields("notices");
            for (String id : texts.keys()) {
                Place place = texts.place(id);
                Place first = places.putIfAbsent(id, place);
                if (first != null) {
                    problems.add(place, "notice '" + id + "' stands already in " + first.file() + ":" + first.line());
                }
                notices.put(id, notice(texts.fields(id)));
            }
            file.end();
        }
        for (String id : REQUIRED) {
            if (!notices.containsKey(id)) {
                problems.add(
                        Place.ofFile("notices"),
                        "notice '" + id + "' is missing" + Suggest.hint(id, strangers(notices.keySet())));
            }
        }
        if (problems.list().size() == before) {
            checkFirstAnswer(notices, places, problems);
        }
        return problems.list().size() > before ? Optional.empty() : Optional.of(new Notices(notices));
    }

    private static List<String> strangers(Set<String> ids) {
        return ids.stream().filter(id -> !REQUIRED.contains(id)).toList();
    }

    private static Notice notice(Fields text) {
        Template zh = template(text, "zh", text.text("zh"));
        Optional<Template> en = text.optional("en").map(words -> template(text, "en", words));
        text.end();
        return new Notice(zh, en);
    }

    private static Template template(Fields text, String key, String words) {
        Template template = Template.parse(words.strip(), message -> text.problem(key, message));
        for (String variable : template.variables()) {
            if (!VARIABLES.contains(variable)) {
                text.problem(key, "unknown variable '" + variable + "'" + Suggest.hint(variable, VARIABLES));
            }
        }
        return template;
    }

    /** The visible label of GB 45438—2025 stands in this notice: one word of each pair must be there. */
    private static void checkFirstAnswer(Map<String, Notice> notices, Map<String, Place> places, Problems problems) {
        String words = Optional.ofNullable(notices.get("first-answer"))
                .map(notice -> notice.zh().fill(Map.of()))
                .orElse("");
        if (!isLabel(words)) {
            problems.add(
                    Optional.ofNullable(places.get("first-answer")).orElse(Place.ofFile("notices")),
                    "first-answer: not a label of generated content (expected: 人工智能 or AI, and 生成 or 合成)");
        }
    }

    /** Whether a text has both elements that GB 45438—2025 asks of a visible label. */
    static boolean isLabel(String words) {
        return (words.contains("人工智能") || words.contains("AI")) && (words.contains("生成") || words.contains("合成"));
    }

    /**
     * The text of a notice, Chinese, then English on a line of its own where there is one. An id that begins with
     * {@code off-duty.} falls back to {@code off-duty}.
     *
     * @param values by variable; a variable without a value becomes nothing
     * @throws IllegalArgumentException for an id that {@link #has} does not know
     */
    public String text(String id, Map<String, String> values) {
        Notice notice = notice(id);
        return notice.zh().fill(values)
                + notice.en().map(english -> "\n" + english.fill(values)).orElse("");
    }

    /** The Chinese text of a notice alone. */
    public String chinese(String id, Map<String, String> values) {
        return notice(id).zh().fill(values);
    }

    /** Whether {@link #text} has something to say for an id. */
    public boolean has(String id) {
        return notices.containsKey(id) || id.startsWith(OFF_DUTY);
    }

    /** Adds a problem for each of these that the files do not have, though robots need them. */
    public void check(Set<String> needed, Problems problems) {
        for (String id : needed) {
            if (!has(id)) {
                problems.add(
                        Place.ofFile("notices"),
                        "notice '" + id + "' is missing, and robots with tools need it"
                                + Suggest.hint(id, strangers(notices.keySet())));
            }
        }
    }

    /** The ids as they stand in the files. */
    public Set<String> ids() {
        return notices.keySet();
    }

    private Notice notice(String id) {
        return Optional.ofNullable(notices.get(id))
                .or(() -> id.startsWith(OFF_DUTY) ? Optional.ofNullable(notices.get("off-duty")) : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException("no notice '" + id + "'"));
    }

    private record Notice(Template zh, Optional<Template> en) {}
}
