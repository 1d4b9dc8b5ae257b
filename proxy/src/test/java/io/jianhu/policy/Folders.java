package io.jianhu.policy;

import io.jianhu.source.Folder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** Policy folders for tests. */
public final class Folders {

    private Folders() {}

    /** A folder of paths and texts, in turn. */
    public static Folder of(String... pathsAndTexts) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return new Folder("policies", files);
    }

    /** A rule set of these rules, each given as the lines of its mapping. */
    static String set(String... rules) {
        StringBuilder text = new StringBuilder("""
                apiVersion: jianhu/v1
                kind: RuleSet
                metadata: {name: trial, ids: JH-1000..JH-1999, owner: 测试局}
                rules:
                """);
        for (String rule : rules) {
            text.append("  - ").append(rule.strip().replace("\n", "\n    ")).append('\n');
        }
        return text.toString();
    }

    /** A sound rule that looks for a phrase. */
    static String rule(String id, String stage, String severity, String phrase, String action, String more) {
        String kind = action.replaceAll(".*kind: ([a-z]+).*", "$1");
        return """
                id: %s
                title: {zh: 试验}
                severity: %s
                stage: [%s]
                match: {phrase: %s}
                action: %s
                %s
                tests:
                  - {say: 一句%s话, expect: %s}
                  - {say: 无关的话, expect: allow}
                """.formatted(id, severity, stage, phrase, action, more, phrase, kind)
                .replace("\n\n", "\n");
    }
}
