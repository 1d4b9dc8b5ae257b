package io.jianhu.robot;

import io.jianhu.chat.RobotId;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every robot, guardian and client at one moment. Immutable. */
public final class Registry {

    private final Map<RobotId, Robot> robots;
    private final Map<String, Guardian> guardians;
    private final Map<String, Client> clients;
    private final Vocabulary vocabulary;
    private final Set<RobotId> assessed;
    private final Map<String, Holder> holders = new HashMap<>();
    private final Map<San, Client> bearers = new HashMap<>();

    Registry(
            Map<RobotId, Robot> robots,
            Map<String, Guardian> guardians,
            Map<String, Client> clients,
            Vocabulary vocabulary) {
        this(robots, guardians, clients, vocabulary, Set.of());
    }

    private Registry(
            Map<RobotId, Robot> robots,
            Map<String, Guardian> guardians,
            Map<String, Client> clients,
            Vocabulary vocabulary,
            Set<RobotId> assessed) {
        this.robots = Collections.unmodifiableMap(new LinkedHashMap<>(robots));
        this.guardians = Collections.unmodifiableMap(new LinkedHashMap<>(guardians));
        this.clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
        this.vocabulary = vocabulary;
        this.assessed = Set.copyOf(assessed);
        for (Client client : this.clients.values()) {
            for (Client.Key key : client.keys()) {
                holders.put(key.hash(), new Holder(client, key));
            }
            client.certificate().forEach(name -> bearers.put(name, client));
        }
    }

    /**
     * Compiles {@code robots/}, {@code guardians/}, {@code clients/} and {@code registry.yaml}.
     *
     * @return empty when it found problems
     */
    public static Optional<Registry> compile(Folder folder, Problems problems, Words words) {
        return new RegistryReader(folder, problems, words).read();
    }

    /** What somebody should look at, though it keeps nothing from being in force, by the path below the directory. */
    public List<Problem> warnings(LocalDate today) {
        Stream<Problem> overdue = overdue(today)
                .map(open -> warning(
                        open.place(),
                        "what is public here was to be reviewed by "
                                + open.reviewBy().orElseThrow()));
        Stream<Problem> early = robots.values().stream()
                .flatMap(robot -> robot.history().stream())
                .filter(step -> step.since().isAfter(today))
                .map(step -> warning(
                        step.place(),
                        "since: " + step.since() + " (expected: " + today + ", which is today, or a day before)"));
        return Stream.concat(overdue, early).toList();
    }

    private static Problem warning(Place place, String message) {
        return new Problem(place.file(), place.line(), place.column(), message);
    }

    /** The public values of all robots whose review is overdue. */
    public Stream<PublicValue> overdue(LocalDate today) {
        return robots.values().stream()
                .flatMap(robot -> robot.privacy().known().stream())
                .filter(open -> open.isOverdue(today));
    }

    /**
     * Whether the bearer of a key may talk to a robot. The key is looked at first, so that without one nothing can be
     * learnt about robots.
     */
    public Admission admit(String robotId, Optional<String> key, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, Duty.ZONE);
        return client(key, today).map(client -> admit(robotId, client, today)).orElseGet(Admission.UnknownKey::new);
    }

    /** Whether the bearer of a verified certificate may talk to a robot; who it is, is looked at first. */
    public Admission admit(String robotId, Set<San> names, Instant now) {
        return client(names)
                .map(client -> admit(robotId, client, LocalDate.ofInstant(now, Duty.ZONE)))
                .orElseGet(Admission.UnknownKey::new);
    }

    /** The one client of which a verified certificate bears a name; empty when there is none, or more than one. */
    public Optional<Client> client(Set<San> names) {
        List<Client> known = names.stream()
                .flatMap(name -> Optional.ofNullable(bearers.get(name)).stream())
                .distinct()
                .toList();
        return known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty();
    }

    /** Whether anyone may talk to a robot, where no keys are asked for. */
    public Admission admitAnyone(String robotId, Instant now) {
        return admit(robotId, Client.ANYONE, LocalDate.ofInstant(now, Duty.ZONE));
    }

    /** The client that a key opens for; empty for a malformed, unknown or expired key. */
    public Optional<Client> client(Optional<String> key, Instant now) {
        return client(key, LocalDate.ofInstant(now, Duty.ZONE));
    }

    private Admission admit(String robotId, Client client, LocalDate today) {
        Optional<Robot> robot = robot(robotId);
        if (robot.isEmpty()) {
            return new Admission.UnknownRobot();
        }
        if (!client.mayCall(robot.get().id())) {
            return new Admission.NotForClient();
        }
        Optional<String> reason =
                assessed.contains(robot.get().id()) ? Optional.empty() : Duty.reason(robot.get(), guardians, today);
        return reason.isPresent()
                ? new Admission.OffDuty(robot.get(), client, reason.get())
                : new Admission.Admitted(robot.get(), client);
    }

    private Optional<Client> client(Optional<String> key, LocalDate today) {
        if (key.isEmpty() || !ApiKey.isValid(key.get())) {
            return Optional.empty();
        }
        String hash = ApiKey.hash(key.get());
        return Optional.ofNullable(holders.get(hash))
                .filter(holder ->
                        MessageDigest.isEqual(ascii(hash), ascii(holder.key().hash())))
                .filter(holder -> holder.key()
                        .expires()
                        .filter(day -> day.isBefore(today))
                        .isEmpty())
                .map(Holder::client);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Why a robot is off duty, for those who watch over it; empty when it is on duty. */
    public Optional<String> offDuty(Robot robot, Instant now) {
        return Duty.reason(robot, guardians, LocalDate.ofInstant(now, Duty.ZONE));
    }

    /** Whether somebody is one of a robot's guardians and may act as one: registered, with training that counts today. */
    public boolean isGuardian(String id, Robot robot, Instant now) {
        return robot.guardians().contains(id)
                && guardian(id)
                        .filter(person -> Duty.isTrained(person, LocalDate.ofInstant(now, Duty.ZONE)))
                        .isPresent();
    }

    /** What a robot needs to be on duty, and until when it has it. */
    public List<Paper> papers(Robot robot) {
        return Duty.papersOf(robot, guardians);
    }

    /** Where the guardians of a robot sit: its own entry, else the first guardian's office, else its department. */
    public String office(Robot robot) {
        return robot.office()
                .or(() -> robot.guardians().stream()
                        .findFirst()
                        .flatMap(this::guardian)
                        .map(Guardian::office))
                .orElse(robot.department());
    }

    /**
     * Who serves in the place of a retired robot: its successor or, where that is retired too, the one that follows.
     * Empty for a robot that is not retired, and for one that nobody succeeds.
     */
    public Optional<Robot> successor(Robot robot) {
        Optional<Robot> next = Optional.empty();
        Robot last = robot;
        while (last.status() == Robot.Status.RETIRED
                && last.successor().flatMap(this::robot).isPresent()) {
            last = last.successor().flatMap(this::robot).orElseThrow();
            next = Optional.of(last);
        }
        return next;
    }

    /** What notices may say of a robot, by variable; English names fall back to the Chinese ones. */
    public Map<String, String> noticeValues(Robot robot) {
        Robot.English english = robot.english();
        Optional<Robot> next = successor(robot);
        Map<String, String> values = new HashMap<>(Map.of(
                "robot.id", robot.id().value(),
                "robot.name", robot.name(),
                "robot.department", robot.department(),
                "robot.scenes", String.join("、", robot.scenes()),
                "robot.name.en", english(robot),
                "robot.department.en", english.department().isEmpty() ? robot.department() : english.department(),
                "complaints.phone", robot.complaints().phone(),
                "filing.number", robot.filing().map(Robot.Filing::number).orElse(""),
                "guardian.office", office(robot)));
        values.put("successor.name", next.map(Robot::name).orElse(""));
        values.put("successor.name.en", next.map(Registry::english).orElse(""));
        values.put("successor.address", next.map(Robot::address).orElse(""));
        return Map.copyOf(values);
    }

    private static String english(Robot robot) {
        return robot.english().name().isEmpty() ? robot.name() : robot.english().name();
    }

    /** The only tools that a robot's model may call; empty when neither its file nor its level limits them. */
    public Optional<Tools> tools(Robot robot) {
        Latitude latitude = vocabulary.level(robot.level()).tools().orElse(Latitude.OWN);
        return robot.tools().isPresent() || latitude == Latitude.NONE
                ? Optional.of(new Tools(latitude, robot.tools().orElse(List.of())))
                : Optional.empty();
    }

    /** The notices that are needed when a tool may not be called, as far as some robot may come to say them. */
    public Set<String> notices() {
        Set<String> notices = new TreeSet<>();
        for (Robot robot : robots.values()) {
            tools(robot).ifPresent(tools -> {
                notices.add(Tools.STOPPED);
                notices.add(Tools.CALLED);
                if (tools.mayAsk()) {
                    notices.add(Tools.ASKING);
                }
            });
        }
        return notices;
    }

    /** The robots by file name. */
    public Collection<Robot> robots() {
        return robots.values();
    }

    public Optional<Robot> robot(RobotId id) {
        return Optional.ofNullable(robots.get(id));
    }

    /** The robot of an id as a caller wrote it; empty too when it has not the form of one. */
    public Optional<Robot> robot(String id) {
        return RobotId.isValid(id) ? robot(new RobotId(id)) : Optional.empty();
    }

    public Collection<Guardian> guardians() {
        return guardians.values();
    }

    public Optional<Guardian> guardian(String id) {
        return Optional.ofNullable(guardians.get(id));
    }

    public Collection<Client> clients() {
        return clients.values();
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The same registry with one more client, which takes the place of one with its id. */
    public Registry with(Client client) {
        Map<String, Client> more = new LinkedHashMap<>(clients);
        more.put(client.id(), client);
        return new Registry(robots, guardians, more, vocabulary, assessed);
    }

    /** The same registry with every robot's model at one address. */
    public Registry withUpstream(URI url) {
        Map<RobotId, Robot> moved = new LinkedHashMap<>();
        robots.forEach((id, robot) -> moved.put(id, robot.with(robot.upstream().at(url))));
        return new Registry(moved, guardians, clients, vocabulary, assessed);
    }

    /** The same registry where every robot's model speaks one dialect, which must be known. */
    public Registry withDialect(String dialect) {
        Map<RobotId, Robot> turned = new LinkedHashMap<>();
        robots.forEach((id, robot) -> turned.put(id, robot.with(robot.upstream().speaking(dialect))));
        return new Registry(turned, guardians, clients, vocabulary, assessed);
    }

    /**
     * The same registry where one robot is let work whatever its status and papers say: it is to be assessed before it
     * has them.
     */
    public Registry withAssessed(RobotId robot) {
        return new Registry(robots, guardians, clients, vocabulary, Set.of(robot));
    }

    private record Holder(Client client, Client.Key key) {}
}
