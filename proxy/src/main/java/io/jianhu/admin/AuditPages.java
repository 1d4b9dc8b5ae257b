package io.jianhu.admin;

import io.jianhu.audit.Filter;
import io.jianhu.chat.RobotId;
import io.jianhu.net.Page;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The audit's newest records, for auditors. */
final class AuditPages {

    private static final int MOST = 1000;

    private final Trail trail;
    private final Register register;

    AuditPages(Trail trail, Register register) {
        this.trail = trail;
        this.register = register;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/api/audit", Route.roles(OperatorRole.AUDITOR), this::newest));
    }

    private Page newest(Call call) throws InterruptedException {
        call.asksOnly("from", "limit", "produceId", "robot", "ticket", "to");
        Optional<String> robot = call.query("robot");
        Filter limits =
                new Filter(robot, Optional.empty(), call.query("ticket"), moment(call, "from"), moment(call, "to"));
        Filter filter = call.query("produceId").map(limits::ofProduct).orElse(limits);
        int limit = call.number("limit", 100, 1, MOST);
        register.enter(call, "audit-read", robot.filter(RobotId::isValid).orElse("-"));
        List<String> records = trail.newest(filter, limit);
        return Json.object(json -> {
            json.writeArrayFieldStart("records");
            for (String record : records) {
                json.writeRawValue(record);
            }
            json.writeEndArray();
        });
    }

    private static Optional<Instant> moment(Call call, String name) {
        try {
            return call.query(name).map(Instant::parse);
        } catch (DateTimeParseException wrong) {
            throw Refusal.badRequest(name + " (expected: a moment such as 2026-11-23T08:00:00Z)");
        }
    }
}
