package io.jianhu.policy;

import io.jianhu.chat.Profile;
import java.util.List;

/**
 * Which robots a rule is for. Every list holds names, or beginnings of names followed by {@code *}; a robot is covered
 * when it fits one of each list.
 */
public record Scope(List<String> robots, List<String> types, List<String> levels) {
    private static final List<String> ANY = List.of("*");

    static final Scope ALL = new Scope(ANY, ANY, ANY);

    public Scope {
        robots = List.copyOf(robots);
        types = List.copyOf(types);
        levels = List.copyOf(levels);
    }

    boolean covers(Profile robot) {
        return fits(robots, robot.robot().value()) && fits(types, robot.type()) && fits(levels, robot.level());
    }

    /** Whether a name is one of some names, or begins as one that ends in {@code *}. */
    static boolean fits(List<String> patterns, String name) {
        for (String pattern : patterns) {
            boolean open = pattern.endsWith("*");
            if (open ? name.startsWith(pattern.substring(0, pattern.length() - 1)) : name.equals(pattern)) {
                return true;
            }
        }
        return false;
    }
}
