package io.jianhu.desk;

import io.jianhu.disclose.IdentityCard;
import io.jianhu.net.Page;
import io.jianhu.net.Site;
import io.jianhu.net.Visit;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages of {@code /robots/{id}}, without a model and without a key: a robot's identity card. */
public final class Desk implements Site {

    private static final String ROBOTS = "/robots/";

    private final Supplier<Registry> registry;
    private final InstantSource clock;

    /**
     * @param registry the registry in force, asked anew for each visit
     */
    public Desk(Supplier<Registry> registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public Page serve(Visit visit) {
        Registry now = registry.get();
        Optional<Robot> robot =
                visit.path().startsWith(ROBOTS) ? now.robot(visit.path().substring(ROBOTS.length())) : Optional.empty();
        if (robot.isEmpty()) {
            return Failure.page(404, "no such robot", "not_found_error", "robot_not_found");
        }
        if (!visit.method().equals("GET") && !visit.method().equals("HEAD")) {
            return Failure.page(405, "an identity card is only read", "invalid_request_error", "method_not_allowed")
                    .with("allow", "GET, HEAD");
        }
        IdentityCard card = Cards.of(robot.get(), now, clock.instant());
        Page.Whole page = Accept.prefersHtml(visit.header("accept"))
                ? Page.of(200, "text/html; charset=utf-8", card.html())
                        .with("content-security-policy", IdentityCard.contentSecurityPolicy())
                : Page.json(200, card.json());
        return page.with("vary", "accept")
                .with("cache-control", "no-cache")
                .with("x-content-type-options", "nosniff")
                .with("referrer-policy", "no-referrer");
    }
}
