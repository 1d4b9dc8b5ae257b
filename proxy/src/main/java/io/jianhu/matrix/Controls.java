package io.jianhu.matrix;

import io.jianhu.source.Document;
import io.jianhu.source.Fields;
import io.jianhu.source.Problems;
import io.jianhu.text.Resource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The controls this program has. They come with it, so that no policy can invent one. */
final class Controls {
    private static final String FILE = "controls.yaml";

    static final Map<String, Control> ALL = read();

    private Controls() {}

    private static Map<String, Control> read() {
        Problems problems = new Problems();
        Map<String, Control> controls = new LinkedHashMap<>();
        Document.read(FILE, Resource.bytes(Controls.class, FILE), "Controls", problems)
                .ifPresent(file -> {
                    Fields all = file.fields("controls");
                    for (String name : all.keys()) {
                        Fields control = all.fields(name);
                        controls.put(
                                name,
                                new Control(name, Words.read(control, "title"), TestNames.read(control, "tests")));
                        control.end();
                    }
                    file.end();
                });
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "the program's own " + problems.list().get(0));
        }
        return Collections.unmodifiableMap(controls);
    }
}
