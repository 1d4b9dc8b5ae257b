package io.jianhu.policy;

import io.jianhu.source.Document;
import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code exceptions/*.yaml}. Words that take matches back are added to the rules before these are read. */
final class Exemptions {
    private static final List<String> OTHERS = List.of("robots", "types", "levels", "clients");

    private final ScopeReader scopes;
    private final Problems problems;
    private final LocalDate today;
    private final List<Exemption> all = new ArrayList<>();
    private final Map<String, Place> ids = new HashMap<>();
    private final Map<String, List<Value>> words = new HashMap<>();
    private final List<Value.Scalar> named = new ArrayList<>();

    private Exemptions(ScopeReader scopes, LocalDate today, Problems problems) {
        this.scopes = scopes;
        this.problems = problems;
        this.today = today;
    }

    /** @param today words of exceptions that have expired by then have no effect */
    static Exemptions read(Folder folder, ScopeReader scopes, LocalDate today, Problems problems) {
        Exemptions exemptions = new Exemptions(scopes, today, problems);
        for (Fields file : Document.readAll(folder, "exceptions", "Exceptions", problems)) {
            file.list("items").forEach(exemptions::item);
            file.end();
        }
        return exemptions;
    }

    List<Exemption> all() {
        return all;
    }

    private void item(Fields item) {
        String id = id(item);
        List<String> rules = rules(item);
        if (item.value("when").isEmpty()) {
            problems.add(item.place(), "'when' is missing (expected: phrase, or robots, types, levels, clients)");
        }
        Fields when = item.fields("when");
        Scope scope = scopes.read(when);
        List<String> clients = scopes.clients(when);
        Optional<Value> phrase = when.value("phrase");
        boolean others = OTHERS.stream().anyMatch(key -> when.value(key).isPresent());
        if (phrase.isPresent() && others) {
            when.problem("phrase", "stands alone (expected: no robots, types, levels or clients beside it)");
        } else if (phrase.isEmpty() && !others && item.value("when").isPresent()) {
            problems.add(when.place(), "when: says nothing (expected: phrase, or robots, types, levels, clients)");
        }
        when.end();
        String reason = item.text("reason");
        String owner = item.text("owner");
        Optional<String> approvedBy = item.optional("approvedBy");
        if (item.value("expires").isEmpty()) {
            problems.add(item.place(), "'expires' is missing (expected: a day such as 2027-06-30)");
        }
        LocalDate expires = item.date("expires").orElse(LocalDate.MAX);
        item.end();
        Exemption exemption = new Exemption(
                id,
                rules,
                scope,
                clients,
                phrase.isPresent(),
                reason,
                owner,
                approvedBy,
                expires,
                item.place().file(),
                item.place().line());
        all.add(exemption);
        if (exemption.state(today) != Exemption.State.EXPIRED) {
            phrase.ifPresent(value -> rules.forEach(rule ->
                    words.computeIfAbsent(rule, none -> new ArrayList<>()).add(value)));
        }
    }

    private String id(Fields item) {
        String id = item.text("id");
        if (!id.isEmpty() && !IdRange.ID.matcher(id).matches()) {
            item.problem("id", "'" + id + "' (expected: an id such as EX-0031)");
        }
        Place other = id.isEmpty() ? null : ids.putIfAbsent(id, item.place("id"));
        if (other != null) {
            item.problem("id", "'" + id + "' is taken at " + other.file() + ":" + other.line());
        }
        return id;
    }

    private List<String> rules(Fields item) {
        List<String> rules = new ArrayList<>();
        for (Value value : item.values("rules")) {
            if (value instanceof Value.Scalar scalar) {
                named.add(scalar);
                rules.add(scalar.text());
            } else {
                problems.add(value.place(), "rules: " + value.kind() + " (expected: the id of a rule)");
            }
        }
        if (item.values("rules").isEmpty()) {
            problems.add(item.place(), "'rules' is missing (expected: ids of rules)");
        }
        return rules;
    }

    /** A rule with the words that take its matches back. */
    Value.Mapping apply(String id, Value.Mapping rule) {
        List<Value> phrases = words.getOrDefault(id, List.of());
        if (phrases.isEmpty()) {
            return rule;
        }
        Map<String, Value.Entry> entries = new LinkedHashMap<>(rule.entries());
        for (Value phrase : phrases) {
            Place place = phrase.place();
            Value matcher = new Value.Mapping(place, Map.of("phrase", new Value.Entry(place, phrase)));
            entries.merge("unless", new Value.Entry(place, matcher), Overrides::joined);
        }
        return new Value.Mapping(rule.place(), entries);
    }

    /** Refuses what is about no rule. */
    void claim(Collection<String> known) {
        for (Value.Scalar rule : named) {
            if (!known.contains(rule.text())) {
                problems.add(
                        rule.place(),
                        "rules: there is no rule '" + rule.text() + "'" + Suggest.hint(rule.text(), known));
            }
        }
    }
}
