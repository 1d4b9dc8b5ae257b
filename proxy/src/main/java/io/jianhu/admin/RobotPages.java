package io.jianhu.admin;

import static io.jianhu.admin.OperatorRole.GUARDIAN;
import static io.jianhu.admin.OperatorRole.SENIOR_GUARDIAN;

import io.jianhu.net.Page;
import java.util.List;
import java.util.Set;

/** The robots, and stopping and releasing one. */
final class RobotPages {

    private static final int LONGEST_REASON = 500;

    private final Fleet fleet;
    private final Register register;

    RobotPages(Fleet fleet, Register register) {
        this.fleet = fleet;
        this.register = register;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/robots", Route.SIGNED_IN, call -> list()),
                new Route("POST", "/api/robots/{id}/brake", Route.roles(GUARDIAN, SENIOR_GUARDIAN), this::brake),
                new Route("POST", "/api/robots/{id}/release", Route.roles(SENIOR_GUARDIAN), this::release));
    }

    private Page list() {
        return Json.object(json -> {
            json.writeArrayFieldStart("robots");
            for (Fleet.Robot robot : fleet.list()) {
                json.writeStartObject();
                json.writeStringField("id", robot.id());
                json.writeStringField("name", robot.name());
                json.writeStringField("department", robot.department());
                json.writeStringField("type", robot.type());
                json.writeStringField("level", robot.level());
                json.writeStringField("status", robot.status());
                Json.strings(json, "guardians", robot.guardians());
                if (robot.brake().isPresent()) {
                    Fleet.Brake brake = robot.brake().get();
                    json.writeObjectFieldStart("brake");
                    json.writeStringField("by", brake.by());
                    json.writeStringField("at", brake.at().toString());
                    json.writeStringField("reason", brake.reason());
                    json.writeEndObject();
                } else {
                    json.writeNullField("brake");
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private Page brake(Call call) throws InterruptedException {
        String reason = reason(call);
        Fleet.Robot robot = robot(call);
        register.enter(call, "brake", robot.id());
        fleet.brake(robot.id(), call.account().name(), reason);
        return list();
    }

    private Page release(Call call) throws InterruptedException {
        String reason = reason(call);
        Fleet.Robot robot = robot(call);
        if (robot.brake().isEmpty()) {
            throw new Refusal(409, "state", "robot: not stopped (expected: stopped)");
        }
        register.enter(call, "release", robot.id());
        fleet.release(robot.id(), call.account().name(), reason);
        return list();
    }

    private static String reason(Call call) {
        return Body.of(call.visit(), Set.of("reason")).text("reason", LONGEST_REASON);
    }

    private Fleet.Robot robot(Call call) {
        String id = call.parameter("id");
        return fleet.list().stream()
                .filter(robot -> robot.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("robot"));
    }
}
