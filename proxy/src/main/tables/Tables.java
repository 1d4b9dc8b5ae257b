import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the tables of the room {@code text} from their sources: {@code java Tables.java SOURCES TARGET}.
 *
 * <ul>
 *   <li>{@code folding.bin}: 65536 characters, what each of the basic plane reads as (0: nothing, 0xFFFF: see below); then
 *       a count, as many other code points, ascending, the borders between their readings (one more), the readings.
 *   <li>{@code parts.txt}, {@code pinyin.txt}: a reading, a space, and the Chinese characters that have it, line by line.
 * </ul>
 */
final class Tables {

    private static final int MOST = 18;

    private final Path sources;
    private final Set<Integer> common = new HashSet<>();
    private final Map<Integer, Integer> simplified = new HashMap<>();
    private final Map<Integer, String> lookAlikes = new HashMap<>();
    private final Map<Integer, String> foldings = new TreeMap<>();

    private Tables(Path sources) {
        this.sources = sources;
    }

    public static void main(String[] paths) throws IOException {
        Path target = Path.of(paths[1]);
        Files.createDirectories(target);
        Tables tables = new Tables(Path.of(paths[0]));
        Map<Integer, String> pinyin = tables.pinyin();
        tables.readSimplified();
        tables.readLookAlikes();
        tables.fold();
        Files.write(target.resolve("folding.bin"), tables.folding());
        Files.writeString(target.resolve("pinyin.txt"), grouped(pinyin));
        Files.writeString(target.resolve("parts.txt"), grouped(tables.parts()));
    }

    /** The most common reading of each common character, in plain letters; they are also what is meant by common. */
    private Map<Integer, String> pinyin() throws IOException {
        Map<Integer, String> readings = new TreeMap<>();
        Pattern entry = Pattern.compile("U\\+([0-9A-F]+): *(\\p{L}[\\p{L}\\p{M}]*).*");
        lines("kMandarin_8105.txt", line -> {
            Matcher matcher = matching(entry, line);
            int codePoint = Integer.parseInt(matcher.group(1), 16);
            String plain = Normalizer.normalize(matcher.group(2), Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}", "")
                    .replace('v', 'u');
            check(plain.matches("[a-z]{1,6}"), line);
            readings.put(codePoint, plain);
        });
        common.addAll(readings.keySet());
        return readings;
    }

    private void readSimplified() throws IOException {
        lines("variants.txt", line -> {
            for (String pair : line.split(" ")) {
                check(pair.codePointCount(0, pair.length()) == 2, pair);
                int from = pair.codePointAt(0);
                simplified.put(from, pair.codePointAt(Character.charCount(from)));
            }
        });
        lines("TSCharacters.txt", line -> {
            String[] entry = line.split("[\t ]");
            int from = entry[0].codePointAt(0);
            int to = entry[1].codePointAt(0);
            if (from != to) {
                simplified.put(from, to);
            }
        });
    }

    /** Look-alikes of Latin letters and digits, and rare look-alikes of Chinese characters (Unicode UTS 39). */
    private void readLookAlikes() throws IOException {
        lines("confusables.txt", line -> {
            String[] entry = line.split("[\t ]*;[\t ]*");
            int from = Integer.parseInt(entry[0], 16);
            StringBuilder prototype = new StringBuilder();
            for (String hex : entry[1].trim().split(" ")) {
                prototype.appendCodePoint(Integer.parseInt(hex, 16));
            }
            String to = prototype.toString();
            boolean latin = to.matches("[A-Za-z0-9]+") && !Character.isIdeographic(from);
            boolean chinese = to.codePointCount(0, to.length()) == 1
                    && Character.isIdeographic(to.codePointAt(0))
                    && !common.contains(from)
                    && !simplified.containsKey(from);
            if (isWritten(from) && (latin || chinese)) {
                lookAlikes.put(from, to.toLowerCase(Locale.ROOT));
            }
        });
    }

    /** Whether a character is one that words are written with: a letter, a numeral or a sign, and none of ASCII. */
    private static boolean isWritten(int codePoint) {
        return codePoint > 0x7F
                && switch (Character.getType(codePoint)) {
                    case Character.UPPERCASE_LETTER,
                            Character.LOWERCASE_LETTER,
                            Character.TITLECASE_LETTER,
                            Character.MODIFIER_LETTER,
                            Character.OTHER_LETTER,
                            Character.LETTER_NUMBER,
                            Character.OTHER_SYMBOL -> true;
                    default -> false;
                };
    }

    private void fold() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String folded = folded(codePoint);
            if (!folded.equals(Character.toString(codePoint))) {
                foldings.put(codePoint, folded);
            }
        }
        foldings.forEach((codePoint, folded) -> {
            check(folded.codePointCount(0, folded.length()) <= MOST, Integer.toHexString(codePoint));
            check(folded.equals(again(folded)), Integer.toHexString(codePoint) + " " + folded + " " + again(folded));
        });
    }

    private String again(String folded) {
        StringBuilder again = new StringBuilder();
        folded.codePoints()
                .forEach(codePoint -> again.append(foldings.getOrDefault(codePoint, Character.toString(codePoint))));
        return again.toString();
    }

    private String folded(int codePoint) {
        String original = Character.toString(codePoint);
        if (isHangul(codePoint)) {
            return original;
        }
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(original, Normalizer.Form.NFKD)
                .codePoints()
                .forEach(part -> folded.append(plain(part)));
        return folded.toString();
    }

    /** Syllables that decompose into letters no one writes. */
    private static boolean isHangul(int codePoint) {
        return codePoint >= 0xAC00 && codePoint <= 0xD7A3;
    }

    private String plain(int codePoint) {
        return switch (codePoint) {
            case '\n', '\r', 0x0B, 0x0C, 0x85, 0x2028, 0x2029 -> "\n";
            case '\t', 0x2800 -> " ";
            // Fillers that show nothing and yet are letters.
            case 0x115F, 0x1160, 0x3164, 0x2065 -> "";
            default -> byCategory(codePoint);
        };
    }

    private String byCategory(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR -> " ";
            case Character.SURROGATE -> "\uFFFD";
            case Character.CONTROL, Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> "";
            case Character.UNASSIGNED -> isIgnorable(codePoint) ? "" : Character.toString(codePoint);
            case Character.DECIMAL_DIGIT_NUMBER -> Integer.toString(Character.digit(codePoint, 10));
            default -> likeness(codePoint);
        };
    }

    /** Unassigned code points that Unicode reserves for invisible use, and the last of the plane. */
    private static boolean isIgnorable(int codePoint) {
        return (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF)
                || codePoint == 0xFFFE
                || codePoint == 0xFFFF;
    }

    /** The small letter, or what it or else its capital looks like; so both cases of a letter read alike. */
    private String likeness(int codePoint) {
        int small = Character.toLowerCase(codePoint);
        if (small <= 0x7F) {
            return Character.toString(small);
        }
        String like = lookAlikes.get(small);
        if (like == null) {
            like = lookAlikes.get(Character.toUpperCase(small));
        }
        if (like == null) {
            like = Character.toString(small);
        }
        int only = like.codePointAt(0);
        for (Integer next = simplified.get(only); next != null; next = simplified.get(only)) {
            only = next;
        }
        return like.codePointCount(0, like.length()) == 1 ? Character.toString(only) : like;
    }

    private byte[] folding() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        Map<Integer, String> others = new TreeMap<>(foldings);
        for (int codePoint = 0; codePoint <= 0xFFFF; codePoint++) {
            String folded = foldings.getOrDefault(codePoint, Character.toString(codePoint));
            check(!folded.equals("\uFFFF") && !folded.equals("\0"), "a cell that means another thing");
            out.writeChar(folded.isEmpty() ? 0 : folded.length() == 1 ? folded.charAt(0) : 0xFFFF);
            if (folded.length() < 2) {
                others.remove(codePoint);
            }
        }
        out.writeInt(others.size());
        for (int codePoint : others.keySet()) {
            out.writeInt(codePoint);
        }
        String readings = String.join("", others.values());
        check(readings.length() <= 0xFFFF, "more than its borders can say");
        int border = 0;
        out.writeChar(border);
        for (String reading : others.values()) {
            border += reading.length();
            out.writeChar(border);
        }
        out.writeChars(readings);
        return bytes.toByteArray();
    }

    /** The parts of each character that is written apart, each part taken apart in turn. */
    private Map<Integer, String> parts() throws IOException {
        Map<Integer, String> direct = new TreeMap<>();
        lines("parts.txt", line -> {
            String[] entry = line.split(" ");
            check(entry.length % 2 == 0, line);
            for (int i = 0; i < entry.length; i += 2) {
                check(entry[i].codePointCount(0, entry[i].length()) == 1, line);
                int codePoint = entry[i].codePointAt(0);
                check(again(entry[i]).equals(entry[i]), entry[i] + " is never read");
                String before = direct.put(codePoint, again(entry[i + 1]));
                check(before == null, entry[i] + " twice");
            }
        });
        Map<Integer, String> whole = new TreeMap<>();
        direct.keySet().forEach(codePoint -> whole.put(codePoint, apart(codePoint, direct, 0)));
        return whole;
    }

    private static String apart(int codePoint, Map<Integer, String> direct, int depth) {
        check(depth < 8, Character.toString(codePoint) + " is a part of itself");
        String parts = direct.get(codePoint);
        if (parts == null) {
            return Character.toString(codePoint);
        }
        StringBuilder apart = new StringBuilder();
        parts.codePoints().forEach(part -> apart.append(apart(part, direct, depth + 1)));
        return apart.toString();
    }

    private static String grouped(Map<Integer, String> readings) {
        Map<String, StringBuilder> groups = new TreeMap<>();
        readings.forEach((codePoint, reading) ->
                groups.computeIfAbsent(reading, key -> new StringBuilder()).appendCodePoint(codePoint));
        StringBuilder lines = new StringBuilder();
        groups.forEach((reading, all) ->
                lines.append(reading).append(' ').append(all).append('\n'));
        return lines.toString();
    }

    private void lines(String file, Consumer<String> use) throws IOException {
        List<String> lines = Files.readAllLines(sources.resolve(file));
        for (String line : lines) {
            String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (!text.isBlank() && !text.startsWith("#")) {
                use.accept(text.strip());
            }
        }
    }

    private static Matcher matching(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        check(matcher.matches(), line);
        return matcher;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("table: " + what);
        }
    }
}
