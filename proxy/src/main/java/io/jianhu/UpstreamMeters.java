package io.jianhu;

import io.jianhu.telemetry.Meters;
import io.jianhu.upstream.Upstreams;
import java.util.Map;

/** Shows how calls to models go, by robot and never by address. */
record UpstreamMeters(Meters meters) implements Upstreams {

    @Override
    public void answered(String robot, String code) {
        meters.upstream(robot, code);
    }

    @Override
    public void retried(String robot, String reason) {
        meters.retried(robot, reason);
    }

    @Override
    public void met(Figures figures) {
        Map<String, String> labels = Map.of("robot", figures.robot());
        meters.gauge("jianhu_upstream_inflight", "Calls to models under way.", labels, figures::inflight);
        meters.gauge(
                "jianhu_upstream_ejected",
                "Endpoints of models that are not asked because they failed.",
                labels,
                figures::ejected);
        meters.gauge(
                "jianhu_upstream_breaker_state",
                "Whether a model is asked: 0 yes, 1 one call tries, 2 no.",
                labels,
                figures::breaker);
    }
}
