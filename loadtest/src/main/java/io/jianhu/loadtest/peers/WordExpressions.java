package io.jianhu.loadtest.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A list of words in the forms that gateways without such a list take. The words are ideographs and nothing else. */
final class WordExpressions {

    private WordExpressions() {}

    /** One regular expression for all; what begins alike shares its beginning, without which Python takes ten times as long. */
    static String one(List<String> words) {
        Map<String, List<String>> rests = new LinkedHashMap<>();
        for (String word : words) {
            int end = word.offsetByCodePoints(0, 1);
            rests.computeIfAbsent(word.substring(0, end), beginning -> new ArrayList<>())
                    .add(word.substring(end));
        }
        return rests.entrySet().stream()
                .map(entry -> entry.getKey() + "(?:" + String.join("|", entry.getValue()) + ")")
                .collect(Collectors.joining("|"));
    }

    /** As many expressions as needed when each may have so many words. */
    static List<String> several(List<String> words, int most) {
        List<String> expressions = new ArrayList<>();
        for (int from = 0; from < words.size(); from += most) {
            expressions.add(one(words.subList(from, Math.min(words.size(), from + most))));
        }
        return List.copyOf(expressions);
    }

    /** The first words that fit, as members of an array in JSON that is all ASCII. */
    static List<String> quoted(List<String> words, int mostBytes) {
        List<String> quoted = new ArrayList<>();
        int bytes = 0;
        for (String word : words) {
            String text = word.chars()
                    .mapToObj(unit -> String.format("\\u%04x", unit))
                    .collect(Collectors.joining("", "\"", "\""));
            bytes += text.length() + 1;
            if (bytes > mostBytes) {
                break;
            }
            quoted.add(text);
        }
        return List.copyOf(quoted);
    }
}
