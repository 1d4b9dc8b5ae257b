package io.jianhu.admin;

import io.jianhu.net.Page;
import io.jianhu.telemetry.Meters;
import io.jianhu.telemetry.Scrape;
import java.util.List;

/** What machines ask without a login: whether the process lives, whether it may get traffic, its metrics. */
final class HealthPages {

    private final Readiness readiness;
    private final Meters meters;

    HealthPages(Readiness readiness, Meters meters) {
        this.readiness = readiness;
        this.meters = meters;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/healthz", Route.OPEN, call -> alive()),
                new Route("GET", "/readyz", Route.OPEN, call -> ready()),
                new Route("GET", "/metrics", Route.OPEN, this::metrics));
    }

    private static Page alive() {
        return Json.object(json -> json.writeStringField("status", "alive"));
    }

    private Page ready() {
        List<String> reasons = readiness.reasons();
        return Json.page(reasons.isEmpty() ? 200 : 503, json -> {
            json.writeStartObject();
            json.writeBooleanField("ready", reasons.isEmpty());
            Json.strings(json, "reasons", reasons);
            json.writeEndObject();
        });
    }

    private Page metrics(Call call) {
        Scrape scrape = meters.scrape(call.visit().header("accept"));
        return Page.of(200, scrape.contentType(), scrape.body());
    }
}
