package io.jianhu.robot;

import io.jianhu.chat.RobotId;
import io.jianhu.source.Document;
import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the registry's files once, finding every problem of them. Used once. */
final class RegistryReader {

    private final Folder folder;
    private final Problems problems;
    private final Words words;
    private final Map<String, Place> taken = new HashMap<>();
    private final Set<String> robotIds = new LinkedHashSet<>();

    RegistryReader(Folder folder, Problems problems, Words words) {
        this.folder = folder;
        this.problems = problems;
        this.words = words;
    }

    Optional<Registry> read() {
        int before = problems.list().size();
        Vocabulary vocabulary = Vocabulary.read(folder, problems);
        Map<String, Guardian> guardians = guardians();
        Map<RobotId, Robot> robots = robots(vocabulary, guardians);
        Map<String, Client> clients = clients();
        return problems.list().size() > before
                ? Optional.empty()
                : Optional.of(new Registry(robots, guardians, clients, vocabulary));
    }

    private Map<String, Guardian> guardians() {
        Map<String, Guardian> guardians = new LinkedHashMap<>();
        for (Fields form : Document.readAll(folder, "guardians", "Guardian", problems)) {
            Guardian guardian = Forms.guardian(form);
            claim("guardian " + guardian.id(), form);
            guardians.put(guardian.id(), guardian);
        }
        return guardians;
    }

    private Map<RobotId, Robot> robots(Vocabulary vocabulary, Map<String, Guardian> guardians) {
        Map<RobotId, Robot> robots = new LinkedHashMap<>();
        Chain successors = new Chain(Successors.KEY);
        Chain fallbacks = new Chain("fallback");
        for (Fields form : Document.readAll(folder, "robots", "Robot", problems)) {
            Optional<Robot> robot = new RobotForm(form, vocabulary, words).read();
            // A robot that is refused for another reason is not unknown to a client.
            form.optional("id").ifPresent(robotIds::add);
            form.optional("id").ifPresent(id -> {
                successors.add(id, Successors.named(form));
                fallbacks.add(id, ModelForm.named(form));
            });
            known(form.values("guardians"), guardians.keySet(), "guardian");
            if (robot.isPresent()) {
                claim("robot " + robot.get().id(), form);
                robots.put(robot.get().id(), robot.get());
            }
        }
        successors.check(robotIds, problems);
        fallbacks.check(robotIds, problems);
        return robots;
    }

    private Map<String, Client> clients() {
        Map<String, Client> clients = new LinkedHashMap<>();
        for (Fields form : Document.readAll(folder, "clients", "Client", problems)) {
            Client client = Forms.client(form);
            known(
                    form.values("robots").stream()
                            .filter(item -> !(item instanceof Value.Scalar scalar
                                    && scalar.text().equals("*")))
                            .toList(),
                    robotIds,
                    "robot");
            claim("client " + client.id(), form);
            for (Fields key : form.list("keys")) {
                key.optional("hash").ifPresent(hash -> claim("key", hash, key.place("hash")));
            }
            Fields certificate = form.fields("certificate");
            for (Value name : certificate.values("san")) {
                if (name instanceof Value.Scalar scalar) {
                    San.of(scalar.text()).ifPresent(san -> claim("certificate", "certificate " + san, name.place()));
                }
            }
            clients.put(client.id(), client);
        }
        return clients;
    }

    private void known(List<Value> items, Collection<String> known, String noun) {
        for (Value item : items) {
            if (item instanceof Value.Scalar scalar && !known.contains(scalar.text())) {
                problems.add(
                        item.place(),
                        "unknown " + noun + " '" + scalar.text() + "'" + Suggest.hint(scalar.text(), known));
            }
        }
    }

    private void claim(String name, Fields form) {
        claim(name, name, form.place("id"));
    }

    private void claim(String noun, String name, Place place) {
        Place first = taken.putIfAbsent(name, place);
        if (first != null) {
            problems.add(place, noun + " stands already in " + first.file() + ":" + first.line());
        }
    }
}
