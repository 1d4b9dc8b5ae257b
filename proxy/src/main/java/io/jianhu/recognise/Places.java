package io.jianhu.recognise;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names of provinces, cities, districts and sub-districts that are known without the word of their level. */
final class Places {

    private static final String[] WORDS = {
        "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "自治州", "地区", "新区", "街道", "市", "区", "县", "盟", "州", "镇"
    };

    private final Map<String, Level> levels = new HashMap<>();
    private final Pairs beginnings = new Pairs();
    private final Words names;

    Places() {
        for (String line : Listing.of("places.txt")) {
            int colon = line.indexOf(':');
            Level level = Level.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
            for (String name : line.substring(colon + 1).strip().split(" +", -1)) {
                levels.putIfAbsent(name, level);
                beginnings.add(name.charAt(0), name.charAt(1));
            }
        }
        names = new Words(levels.keySet());
    }

    /** The first two signs of every name. */
    Pairs beginnings() {
        return beginnings;
    }

    /** The sign after the longest name that begins here, or -1. */
    int match(Stretch stretch, int from) {
        return names.end(stretch, from);
    }

    /** The level of the name that stands here. */
    Level level(Stretch stretch, int from, int end) {
        return levels.getOrDefault(stretch.text(from, end), Level.CITY);
    }

    /** The sign after the word of its level behind a name, or the end of the name when there is none. */
    static int afterWord(Stretch stretch, int end) {
        for (String word : WORDS) {
            if (stretch.has(end, word)) {
                return isOtherWord(stretch, end, word) ? end : end + word.length();
            }
        }
        return end;
    }

    /** Whether 市, 区 or 县 belongs to a word that follows: 深圳市民. */
    private static boolean isOtherWord(Stretch stretch, int end, String word) {
        return word.length() == 1 && "民场政容级委城域别".indexOf(stretch.sign(end + 1)) >= 0;
    }
}
