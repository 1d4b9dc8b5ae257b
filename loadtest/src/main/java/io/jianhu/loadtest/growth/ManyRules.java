package io.jianhu.loadtest.growth;

import io.jianhu.loadtest.arm.GatewayFiles;
import io.jianhu.loadtest.talk.WordBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Policies of any size: words in lists, and rules with words of their own, none of which is said in a dialogue. */
final class ManyRules {

    /** What each rule looks for. */
    static final int WORDS = 6;

    /** As many words as a list may have. */
    private static final int OF_A_LIST = 250_000;
    /** Keeps a file of rules well below the most bytes that one may have. */
    private static final int OF_A_FILE = 1_000;

    private static final String HEAD_ENDS = "rules:\n";
    private static final String LISTED = "{list: lists/loadtest.txt}";
    private static final String IDS = "JH-9900..JH-9999";
    private static final String ID = "JH-9901";
    private static final String WORD = "{word}";

    private ManyRules() {}

    /** One rule in the place of the usual one, for the words of as many lists as they need. */
    static void words(Path policies, List<String> words) throws IOException {
        Files.deleteIfExists(policies.resolve(GatewayFiles.WORDS));
        int lists = (words.size() + OF_A_LIST - 1) / OF_A_LIST;
        for (int i = 0; i < lists; i++) {
            Files.write(
                    policies.resolve(list(i)),
                    words.subList(OF_A_LIST * i, Math.min(words.size(), OF_A_LIST * (i + 1))));
        }
        String all = IntStream.range(0, lists)
                .mapToObj(i -> "{list: " + list(i) + "}")
                .collect(Collectors.joining(", "));
        Files.writeString(
                policies.resolve("rules/loadtest.yaml"),
                GatewayFiles.rules().replace(LISTED, all).replace(WORD, words.getFirst()));
    }

    private static String list(int index) {
        return "lists/loadtest-" + index + ".txt";
    }

    /** So many rules. */
    static void rules(Path policies, int count, long seed) throws IOException {
        List<String> words = WordBase.words(seed, WORDS * count);
        String template = GatewayFiles.rules();
        int cut = template.indexOf(HEAD_ENDS) + HEAD_ENDS.length();
        String head = template.substring(0, cut).replace(IDS, id(1) + ".." + id(count));
        String rule = template.substring(cut);
        for (int from = 0; from < count; from += OF_A_FILE) {
            String rules = IntStream.range(from, Math.min(count, from + OF_A_FILE))
                    .mapToObj(i -> rule(rule, id(i + 1), words.subList(WORDS * i, WORDS * (i + 1))))
                    .collect(Collectors.joining());
            Files.writeString(policies.resolve("rules/many-" + from + ".yaml"), head + rules);
        }
    }

    private static String rule(String template, String id, List<String> words) {
        return template.replace(ID, id)
                .replace(LISTED, "{phrase: [" + String.join(", ", words) + "]}")
                .replace(WORD, words.getFirst());
    }

    private static String id(int number) {
        return "LT-%06d".formatted(number);
    }
}
