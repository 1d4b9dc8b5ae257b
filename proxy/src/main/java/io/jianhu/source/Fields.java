package io.jianhu.source;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a mapping key by key, with defaults. What is wrong goes to the problems and the default is returned, so that one
 * pass finds everything; {@link #end} then refuses the keys that nobody asked for.
 *
 * <p>{@link Environment} may stand in for what is written.
 */
public final class Fields {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,9})(B|KiB|MiB|GiB)?");

    private final Value.Mapping mapping;
    private final Problems problems;
    private final Environment environment;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(Value.Mapping mapping, Problems problems, Environment environment, String path) {
        this.mapping = mapping;
        this.problems = problems;
        this.environment = environment;
        this.path = path;
    }

    /** The fields of a value; none when it is not a mapping, which is then among the problems. */
    public static Fields of(Value value, Problems problems) {
        return of(value, problems, Environment.none());
    }

    /** The same of a file some of whose values may be given elsewhere. */
    public static Fields of(Value value, Problems problems, Environment environment) {
        return of(value, problems, environment, "");
    }

    private static Fields of(Value value, Problems problems, Environment environment, String path) {
        if (value instanceof Value.Mapping mapping) {
            return new Fields(mapping, problems, environment, path);
        }
        if (!(value instanceof Value.Scalar scalar && scalar.isNull())) {
            problems.add(value.place(), value.kind() + " (expected: a mapping)");
        }
        return new Fields(new Value.Mapping(value.place(), Map.of()), problems, environment, path);
    }

    public Place place() {
        return mapping.place();
    }

    public Problems problems() {
        return problems;
    }

    /** Where a key stands, or the mapping when it does not. */
    public Place place(String key) {
        Value.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.place() : entry.value().place();
    }

    public void problem(String key, String message) {
        problems.add(place(key), environment.called(path, key) + ": " + message);
    }

    /** The keys as written, for mappings whose keys are data; asks for all of them. */
    public Set<String> keys() {
        known.addAll(mapping.entries().keySet());
        return mapping.entries().keySet();
    }

    /** Whether a key is written, be it with nothing behind it. */
    public boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** The value of a key; empty when it is absent or null. */
    public Optional<Value> value(String key) {
        known.add(key);
        Value.Entry entry = mapping.entries().get(key);
        Place place = entry == null ? mapping.place() : entry.value().place();
        Optional<String> override = environment.of(path, key);
        if (override.isPresent()) {
            return Optional.of(new Value.Scalar(place, override.get(), true));
        }
        return Optional.ofNullable(entry)
                .map(Value.Entry::value)
                .filter(value -> !(value instanceof Value.Scalar scalar && scalar.isNull()));
    }

    public Optional<String> optional(String key) {
        return value(key).flatMap(value -> scalar(key, value));
    }

    public String text(String key, String otherwise) {
        return optional(key).orElse(otherwise);
    }

    /** A text that must be there and not blank; a problem and an empty text otherwise. */
    public String text(String key) {
        Optional<Value> value = value(key);
        if (value.isEmpty()) {
            problems.add(mapping.place(), "'" + key + "' is missing");
            return "";
        }
        String text = scalar(key, value.get()).orElse("");
        if (text.isBlank() && value.get() instanceof Value.Scalar) {
            problem(key, "empty (expected: a text)");
        }
        return text;
    }

    public int integer(String key, int otherwise, int least, int most) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the problem below, which says the same of every bad number.
        }
        problem(key, text.get() + " (expected: a whole number from " + least + " to " + most + ")");
        return otherwise;
    }

    public boolean flag(String key, boolean otherwise) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().equals("true") && !text.get().equals("false")) {
            problem(key, text.get() + " (expected: true or false)");
            return otherwise;
        }
        return text.get().equals("true");
    }

    /** A duration such as {@code 200ms}, {@code 2s}, {@code 10m}, {@code 1h}, {@code 7d}. */
    public Duration duration(String key, Duration otherwise) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher form = DURATION.matcher(text.get());
        if (!form.matches()) {
            problem(key, text.get() + " (expected: a duration such as 200ms, 2s, 10m, 1h or 7d)");
            return otherwise;
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** A size in bytes, such as {@code 16KiB} or {@code 1MiB}. */
    public long bytes(String key, long otherwise) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher form = BYTES.matcher(text.get());
        if (!form.matches()) {
            problem(key, text.get() + " (expected: a size such as 512B, 16KiB, 1MiB or 2GiB)");
            return otherwise;
        }
        int shift = switch (form.group(2) == null ? "B" : form.group(2)) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        return Long.parseLong(form.group(1)) << shift;
    }

    /** A calendar day such as {@code 2027-06-30}. */
    public Optional<LocalDate> date(String key) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.get()));
        } catch (DateTimeParseException e) {
            problem(key, text.get() + " (expected: a day such as 2027-06-30)");
            return Optional.empty();
        }
    }

    /** One of an enum's names, written {@code on-duty} for {@code ON_DUTY}. */
    public <E extends Enum<E>> E choice(String key, E otherwise) {
        return value(key)
                .flatMap(value -> choice(key, value, otherwise.getDeclaringClass()))
                .orElse(otherwise);
    }

    /** Several of an enum's names; the default when absent. */
    public <E extends Enum<E>> List<E> choices(String key, List<E> otherwise, Class<E> type) {
        Optional<Value> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        return items(value.get()).stream()
                .flatMap(item -> choice(key, item, type).stream())
                .toList();
    }

    private <E extends Enum<E>> Optional<E> choice(String key, Value value, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Fields::word).toList();
        Optional<String> text = scalar(key, value);
        if (text.isPresent() && !names.contains(text.get())) {
            problems.add(
                    value.place(),
                    key + ": '" + text.get() + "' (expected: " + String.join(", ", names) + ")"
                            + Suggest.hint(text.get(), names));
        }
        return text.filter(names::contains)
                .map(word -> Enum.valueOf(type, word.replace('-', '_').toUpperCase(Locale.ROOT)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A list of texts; one text stands for a list of one; none when absent. */
    public List<String> texts(String key) {
        return values(key).stream()
                .flatMap(value -> scalar(key, value).stream())
                .toList();
    }

    /** The items of a list; one value stands for a list of one; none when absent. */
    public List<Value> values(String key) {
        return value(key).map(Fields::items).orElse(List.of());
    }

    private static List<Value> items(Value value) {
        return value instanceof Value.Sequence sequence ? sequence.items() : List.of(value);
    }

    /** A mapping below this one; without keys when absent. */
    public Fields fields(String key) {
        Value value = value(key).orElseGet(() -> new Value.Mapping(place(key), Map.of()));
        return of(value, problems, environment, path + key + ".");
    }

    /** The mappings of a list. */
    public List<Fields> list(String key) {
        List<Fields> list = new ArrayList<>();
        for (Value value : values(key)) {
            list.add(of(value, problems));
        }
        return list;
    }

    /** Refuses the keys nobody asked for. */
    public void end() {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.add(entry.key(), "unknown key '" + key + "'" + Suggest.hint(key, known));
            }
        });
    }

    private Optional<String> scalar(String key, Value value) {
        if (value instanceof Value.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        problems.add(value.place(), key + ": " + value.kind() + " (expected: one value)");
        return Optional.empty();
    }
}
