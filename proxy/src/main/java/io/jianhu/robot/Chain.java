package io.jianhu.robot;

import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which robot another names, under one key: a registered one, never itself, and never in a circle. */
final class Chain {

    private final String key;
    private final Map<String, Value.Scalar> named = new LinkedHashMap<>();

    Chain(String key) {
        this.key = key;
    }

    /** Keeps what the form of a robot says; the first form of an id counts. */
    void add(String robot, Optional<Value.Scalar> other) {
        other.ifPresent(name -> named.putIfAbsent(robot, name));
    }

    void check(Collection<String> robots, Problems problems) {
        named.forEach((robot, other) -> {
            Place place = other.place();
            String name = other.text();
            if (!robots.contains(name)) {
                problems.add(place, key + ": unknown robot '" + name + "'" + Suggest.hint(name, robots));
            } else if (name.equals(robot)) {
                problems.add(place, key + ": '" + name + "' (expected: another robot than itself)");
            } else if (leadsBack(robot)) {
                problems.add(
                        place, key + ": '" + name + "' (expected: a robot that does not lead back to " + robot + ")");
            }
        });
    }

    private boolean leadsBack(String robot) {
        Set<String> seen = new LinkedHashSet<>();
        Value.Scalar next = named.get(robot);
        while (next != null && seen.add(next.text())) {
            if (next.text().equals(robot)) {
                return true;
            }
            next = named.get(next.text());
        }
        return false;
    }
}
