package io.jianhu.flow;

import io.jianhu.chat.RobotId;
import io.jianhu.chat.Shape;
import io.jianhu.robot.Admission;
import io.jianhu.robot.Client;
import io.jianhu.robot.Credential;
import io.jianhu.robot.Robot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Who may enter, how often, and how many at once. What a client asks beyond its own limits is its own affair (429); what
 * the robot or the whole house cannot take is not (503). Nothing of either has been read when it is turned away.
 */
public final class Gate {

    /** Every reason for which an exchange is turned away here. */
    public static final Set<String> SHED = Set.of(
            "rate-limit",
            "client-streams",
            "client-bodies",
            "robot-rate",
            "robot-streams",
            "robot-bodies",
            "robot-pace",
            "total-rate",
            "streams",
            "share",
            "memory",
            "bodies");

    /** From this share of all streams on, no client has more than its part of them. */
    private static final double CROWDED = 0.75;
    /** Who has asked within this time counts among those who share. */
    private static final Duration ACTIVE = Duration.ofSeconds(10);
    /** Until when memory may be free again: about two collections. */
    private static final Duration MEMORY = Duration.ofSeconds(10);

    private static final String TOO_MANY =
            "该应用同时进行的对话过多，请稍后再试 too many exchanges of this client at once, try again soon";
    private static final String TOO_OFTEN = "请求过于频繁，请稍后再试 too many requests, try again soon";

    private final Credential asked;
    private final Capacity capacity;
    private final BooleanSupplier tight;
    private final Consumer<String> shed;
    private final LongSupplier nanoTime;
    private final Account house;
    private final Map<String, Account> clients = new ConcurrentHashMap<>();
    private final Map<RobotId, Account> robots = new ConcurrentHashMap<>();
    private final Map<RobotId, Elastic> elastics = new ConcurrentHashMap<>();

    /**
     * @param asked how clients must show who they are
     * @param tight whether memory is so scarce that no stream may begin
     * @param shed counts what is turned away, by a bounded word
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public Gate(
            Credential asked, Capacity capacity, BooleanSupplier tight, Consumer<String> shed, LongSupplier nanoTime) {
        this.asked = asked;
        this.capacity = capacity;
        this.tight = tight;
        this.shed = shed;
        this.nanoTime = nanoTime;
        this.house = new Account(nanoTime);
    }

    /** @throws Rejected when the caller, or the robot for this caller, is not known */
    Admission.Known admit(Edition edition, Call call, Instant now) throws Rejected {
        Admission admission = switch (asked) {
            case KEY -> edition.registry().admit(call.robot(), call.key(), now);
            case CERTIFICATE -> edition.registry().admit(call.robot(), call.names(), now);
            case NONE -> edition.registry().admitAnyone(call.robot(), now);
        };
        return switch (admission) {
            case Admission.Known known -> known;
            case Admission.UnknownKey unknown ->
                throw new Rejected(401, "unknown-key", "缺少或无效的密钥或证书 missing or unknown key or certificate");
            case Admission.UnknownRobot unknown -> throw new Rejected(404, "unknown-robot", "没有这个机器人 no such robot");
            case Admission.NotForClient foreign ->
                throw new Rejected(403, "robot-not-allowed", "该应用无权调用此机器人 this client may not call this robot");
        };
    }

    /**
     * Lets an exchange run until its call is over.
     *
     * @throws Rejected when there is no room for it
     */
    Pass enter(Call call, Client client, Robot robot) throws Rejected {
        try {
            Pass pass = enter(client, robot, call.size());
            call.whenOver(pass::leave);
            return pass;
        } catch (Rejected e) {
            shed.accept(e.reason());
            throw e;
        }
    }

    /** @throws Rejected when memory is too scarce for what is asked */
    void mayBegin(Shape shape) throws Rejected {
        if (shape.stream() && tight.getAsBoolean()) {
            shed.accept("memory");
            throw new Rejected(503, "memory", Rejected.BUSY, MEMORY);
        }
    }

    /**
     * @param bytes that the exchange keeps beside its body, measured in bytes of bodies
     * @throws Rejected when there is no room for them
     */
    void mayCarry(Call call, int bytes) throws Rejected {
        if (!call.carry(bytes)) {
            shed.accept("bodies");
            throw full(house, 503, "bodies");
        }
    }

    /** How many exchanges a robot may run now; empty where that is not for its model to say. */
    public OptionalInt elasticLimit(RobotId robot) {
        Elastic elastic = elastics.get(robot);
        return elastic == null ? OptionalInt.empty() : OptionalInt.of(elastic.limit());
    }

    private synchronized Pass enter(Client client, Robot robot, int bytes) throws Rejected {
        Account its = clients.computeIfAbsent(client.id(), id -> new Account(nanoTime));
        Account robots = this.robots.computeIfAbsent(robot.id(), id -> new Account(nanoTime));
        Optional<Elastic> elastic = elastic(robot);
        long now = nanoTime.getAsLong();
        its.asks(now);

        Client.Limits own = client.limits();
        within(its, own.requestsPerSecond().orElse(capacity.clientRequestsPerSecond()), now, 429, "rate-limit");
        atMost(its, own.streams(), 429, "client-streams");
        fits(its, own.bodies(), bytes, 429, "client-bodies");

        Robot.Limits of = robot.limits();
        within(robots, of.requestsPerSecond().orElse(0), now, 503, "robot-rate");
        atMost(robots, of.streams(), 503, "robot-streams");
        fits(robots, of.bodies(), bytes, 503, "robot-bodies");
        if (elastic.isPresent()) {
            atMost(robots, OptionalInt.of(elastic.get().limit()), 503, "robot-pace");
        }

        share(its, now);
        within(house, capacity.requestsPerSecond(), now, 503, "total-rate");

        house.enter(bytes);
        its.enter(bytes);
        robots.enter(bytes);
        elastic.ifPresent(known -> known.saw(robots.streams()));
        return new Pass(elastic, nanoTime, () -> leave(its, robots, bytes));
    }

    private synchronized void leave(Account its, Account robots, int bytes) {
        house.leave(bytes);
        its.leave(bytes);
        robots.leave(bytes);
    }

    /** What the robot's model has taught; forgotten when the robot's file changes the bounds. */
    private Optional<Elastic> elastic(Robot robot) {
        Optional<Robot.Adaptive> bounds = robot.limits().adaptive();
        if (bounds.isEmpty()) {
            elastics.remove(robot.id());
            return Optional.empty();
        }
        return Optional.of(elastics.compute(
                robot.id(),
                (id, known) ->
                        known != null && known.bounds().equals(bounds.get()) ? known : new Elastic(bounds.get())));
    }

    private static void within(Account account, int perSecond, long now, int status, String reason) throws Rejected {
        Optional<Duration> wait = account.bucket.take(perSecond, now);
        if (wait.isPresent()) {
            throw new Rejected(status, reason, status == 429 ? TOO_OFTEN : Rejected.BUSY, wait.get());
        }
    }

    private static void atMost(Account account, OptionalInt most, int status, String reason) throws Rejected {
        if (most.isPresent() && account.streams() >= most.getAsInt()) {
            throw full(account, status, reason);
        }
    }

    /** A body that is larger than all may be is let in alone: it is within the limit of single bodies. */
    private static void fits(Account account, OptionalInt most, int bytes, int status, String reason) throws Rejected {
        if (most.isPresent() && account.bytes() > 0 && account.bytes() + bytes > most.getAsInt()) {
            throw full(account, status, reason);
        }
    }

    private static Rejected full(Account account, int status, String reason) {
        return new Rejected(status, reason, status == 429 ? TOO_MANY : Rejected.BUSY, account.departures.untilNext());
    }

    private void share(Account its, long now) throws Rejected {
        if (capacity.streams() == 0 || house.streams() < capacity.streams() * CROWDED) {
            return;
        }
        if (house.streams() >= capacity.streams()) {
            throw full(house, 503, "streams");
        }
        long sharing = clients.values().stream()
                .filter(client -> client.streams() > 0 || now - client.asked() < ACTIVE.toNanos())
                .count();
        if (its.streams() >= Math.max(1, capacity.streams() / sharing)) {
            throw full(its, 503, "share");
        }
    }
}
