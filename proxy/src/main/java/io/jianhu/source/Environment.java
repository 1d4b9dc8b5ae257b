package io.jianhu.source;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Values of the environment that stand in for those of a file: {@code JIANHU_DRAIN_LAME_DUCK} for {@code drain.lameDuck}.
 * Remembers what it was asked for.
 */
public final class Environment {

    private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z])");

    private final Map<String, String> variables;
    private final String prefix;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param variables all variables there are
     * @param prefix what the names of those for this file begin with, such as {@code JIANHU}
     */
    public Environment(Map<String, String> variables, String prefix) {
        this.variables = variables;
        this.prefix = prefix + "_";
    }

    /** Nothing stands in for anything. */
    public static Environment none() {
        return new Environment(Map.of(), "");
    }

    /** What stands in for a key; {@code path} is that of the mappings it is in, a dot behind each. */
    Optional<String> of(String path, String key) {
        if (variables.isEmpty()) {
            return Optional.empty();
        }
        String name = name(path, key);
        known.add(name);
        return Optional.ofNullable(variables.get(prefix + name));
    }

    /** What a key is called in a message: by the variable that stands in for it, or by itself. */
    String called(String path, String key) {
        String variable = prefix + name(path, key);
        return variables.containsKey(variable) ? variable : key;
    }

    private static String name(String path, String key) {
        return HUMP.matcher(path + key).replaceAll("$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Refuses variables that nobody asked for and that look like slips of one that was; others may be somebody else's. */
    public void end(Place file, Problems problems) {
        for (String variable : new TreeSet<>(variables.keySet())) {
            if (variable.startsWith(prefix) && !known.contains(variable.substring(prefix.length()))) {
                Suggest.nearest(variable.substring(prefix.length()), known)
                        .ifPresent(near -> problems.add(file, slip(variable, prefix + near)));
            }
        }
    }

    private static String slip(String variable, String meant) {
        return "unknown environment variable '" + variable + "' (did you mean '" + meant + "'?)";
    }
}
