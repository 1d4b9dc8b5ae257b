package io.jianhu.admin;

import static io.jianhu.admin.OperatorRole.AUDITOR;
import static io.jianhu.admin.OperatorRole.GUARDIAN;
import static io.jianhu.admin.OperatorRole.SENIOR_GUARDIAN;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.escalate.Brakes;
import io.jianhu.net.Page;
import io.jianhu.robot.Duty;
import io.jianhu.robot.Paper;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The robots, and stopping and releasing one. Stopping is always safe, so that who watches over the guardians (监督,
 * {@link OperatorRole#AUDITOR}) may do it to every robot, as a guardian to those he has; releasing is not. A stop needs no record to work: {@link Brakes} tells of
 * it itself.
 */
final class RobotPages {

    private static final int LONGEST_REASON = 500;
    private static final Set<OperatorRole> OVERSEERS = Set.of(AUDITOR);

    private final Supplier<Registry> registry;
    private final Brakes brakes;
    private final AdminSettings.SignIn signIn;
    private final Roster roster;
    private final Register register;
    private final Bulletin bulletin;
    private final InstantSource clock;

    RobotPages(
            Supplier<Registry> registry,
            Brakes brakes,
            AdminSettings.SignIn signIn,
            Roster roster,
            Register register,
            Bulletin bulletin,
            InstantSource clock) {
        this.registry = registry;
        this.brakes = brakes;
        this.signIn = signIn;
        this.roster = roster;
        this.register = register;
        this.bulletin = bulletin;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/robots", Route.SIGNED_IN, call -> list()),
                new Route(
                        "POST", "/api/robots/{id}/brake", Route.roles(GUARDIAN, SENIOR_GUARDIAN, AUDITOR), this::brake),
                new Route("POST", "/api/robots/{id}/release", Route.roles(SENIOR_GUARDIAN), this::release));
    }

    private Page list() {
        Registry now = registry.get();
        return Json.object(json -> {
            json.writeArrayFieldStart("robots");
            for (Robot robot : now.robots()) {
                json.writeStartObject();
                json.writeStringField("id", robot.id().value());
                json.writeStringField("name", robot.name());
                json.writeStringField("department", robot.department());
                json.writeStringField("type", robot.type());
                json.writeStringField("level", robot.level());
                json.writeStringField("status", Words.of(robot.status()));
                Json.optional(json, "offDuty", now.offDuty(robot, clock.instant()));
                Json.strings(json, "guardians", robot.guardians());
                papers(json, now.papers(robot), LocalDate.ofInstant(clock.instant(), Duty.ZONE));
                brake(json, brakes.on(robot.id()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void papers(JsonGenerator json, List<Paper> papers, LocalDate today) throws IOException {
        json.writeArrayFieldStart("papers");
        for (Paper paper : papers) {
            json.writeStartObject();
            json.writeStringField("kind", Words.of(paper.kind()));
            json.writeStringField("validUntil", paper.validUntil().toString());
            json.writeNumberField("daysLeft", paper.daysLeft(today));
            json.writeBooleanField("ending", paper.isEnding(today));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void brake(JsonGenerator json, Optional<Brakes.Brake> brake) throws IOException {
        if (brake.isEmpty()) {
            json.writeNullField("brake");
            return;
        }
        json.writeObjectFieldStart("brake");
        json.writeStringField("by", brake.get().actor());
        json.writeStringField("at", brake.get().since().toString());
        json.writeStringField("reason", brake.get().reason());
        json.writeEndObject();
    }

    private Page brake(Call call) throws InterruptedException {
        String reason = Body.of(call.visit(), Set.of("reason")).text("reason", LONGEST_REASON);
        Robot robot = robot(call);
        if (!call.account().mayBeOneOf(OVERSEERS) && !roster.mayActFor(robot.id(), call.account())) {
            throw register.refused(call, "brake", robot.id().value(), Roster.NOT_ASSIGNED, Roster.refusal());
        }
        String actor = call.account().name();
        return answer(robot, "brake", actor, brakes.brake(robot.id(), actor, reason));
    }

    private Page release(Call call) {
        Robot robot = robot(call);
        String actor = call.account().name();
        Brakes.Outcome outcome = switch (signIn) {
            case LOCAL -> brakes.release(robot.id(), actor);
            case NONE -> brakes.releaseAlone(robot.id(), actor);
        };
        return answer(robot, "release", actor, outcome);
    }

    private Page answer(Robot robot, String action, String actor, Brakes.Outcome outcome) {
        return switch (outcome) {
            case DONE -> {
                bulletin.robot(robot.id(), action, actor);
                yield list();
            }
            case ALREADY -> throw new Refusal(409, "state", "robot: " + action + " is done already");
            case SAME_PERSON ->
                throw new Refusal(409, "same-person", "release (expected: another person than the one who stopped it)");
        };
    }

    private Robot robot(Call call) {
        return registry.get().robot(call.parameter("id")).orElseThrow(() -> Refusal.notFound("robot"));
    }
}
