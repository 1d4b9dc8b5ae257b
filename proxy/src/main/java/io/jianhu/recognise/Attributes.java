package io.jianhu.recognise;

import static io.jianhu.recognise.Kind.Sensitivity.CONSERVATIVE;
import static io.jianhu.recognise.Kind.Sensitivity.ORDINARY;
import static io.jianhu.recognise.Kind.Sensitivity.SENSITIVE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The attributes of a person, with their words from a file. */
final class Attributes {

    private static final String FILE = "attributes.txt";

    private final Map<String, List<String>> words = new HashMap<>();

    private Attributes() {
        for (String line : Listing.of(FILE)) {
            String[] fields = line.split(" +", -1);
            words.computeIfAbsent(fields[0] + " " + fields[1], none -> new ArrayList<>())
                    .addAll(List.of(fields).subList(2, fields.length));
        }
    }

    static List<Recogniser> all() {
        Attributes file = new Attributes();
        return List.of(
                file.of(new Kind("criminal-record", "犯罪记录", SENSITIVE)),
                file.of(new Kind("health", "健康状况", SENSITIVE)),
                file.of(new Kind("orientation", "性取向", SENSITIVE)),
                file.of(new Kind("religion", "宗教信仰", SENSITIVE)),
                file.of(new Kind("ethnicity", "民族", ORDINARY)),
                file.of(new Kind("political-status", "政治面貌", ORDINARY)),
                file.of(new Kind("income", "收入与负债", CONSERVATIVE)));
    }

    private Recogniser of(Kind kind) {
        return new Attribute(kind, list(kind, "label"), list(kind, "self"), list(kind, "value"), list(kind, "unless"));
    }

    private List<String> list(Kind kind, String key) {
        return Objects.requireNonNullElse(words.get(kind.name() + " " + key), List.of());
    }
}
