package io.jianhu.desk;

import io.jianhu.chat.Decision;
import io.jianhu.disclose.IdentityCard;
import io.jianhu.escalate.Tickets;
import io.jianhu.flow.Postbox;
import io.jianhu.net.Page;
import io.jianhu.net.Site;
import io.jianhu.net.Visit;
import io.jianhu.robot.Client;
import io.jianhu.robot.Credential;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pages below {@code /robots/{id}}, without a model: a robot's identity card, for which nobody needs a key, and the
 * tickets of its conversations.
 */
public final class Desk implements Site {

    private static final String ROBOTS = "robots";
    private static final String TICKETS = "tickets";

    private final Supplier<String> revision;
    private final Supplier<Registry> registry;
    private final TicketPages tickets;
    private final Credential asked;
    private final InstantSource clock;

    /**
     * Opens the desk.
     *
     * @param revision the policy's in force
     * @param registry the registry in force, asked anew for each visit
     * @param postbox takes what is added to a ticket
     * @param asked how clients must show who they are to see a ticket
     */
    public Desk(
            Supplier<String> revision,
            Supplier<Registry> registry,
            Tickets tickets,
            Postbox postbox,
            Credential asked,
            InstantSource clock) {
        this.revision = revision;
        this.registry = registry;
        this.tickets = new TicketPages(tickets, postbox);
        this.asked = asked;
        this.clock = clock;
    }

    /** Every answer says under which policy it was given and whether it is one. */
    @Override
    public Page serve(Visit visit) throws InterruptedException {
        Page page = page(visit);
        Decision decision = page.status() < 400 ? Decision.ALLOW : Decision.REFUSE;
        return page.with("x-jianhu-policy", revision.get()).with("x-jianhu-decision", decision.word());
    }

    private Page page(Visit visit) throws InterruptedException {
        List<String> names = List.of(visit.path().substring(1).split("/", -1));
        if (names.size() < 2 || !names.get(0).equals(ROBOTS)) {
            return Failure.page(404, "no such page", "not_found_error", "unknown_path");
        }
        Registry now = registry.get();
        if (names.size() == 2) {
            return card(visit, now, names.get(1));
        }
        return names.get(2).equals(TICKETS) && names.size() <= 5
                ? ticket(visit, now, names)
                : Failure.page(404, "no such page", "not_found_error", "unknown_path");
    }

    private Page card(Visit visit, Registry now, String id) {
        Optional<Robot> robot = now.robot(id);
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

    /** {@code robots/ID/tickets/CODE[/ACTION]}; who is unknown learns nothing about robots or tickets. */
    private Page ticket(Visit visit, Registry now, List<String> names) throws InterruptedException {
        Optional<Client> client = switch (asked) {
            case KEY -> now.client(visit.key(), clock.instant());
            case CERTIFICATE -> now.client(visit.names());
            case NONE -> Optional.of(Client.ANYONE);
        };
        if (client.isEmpty()) {
            return Failure.page(401, "missing or unknown key or certificate", "authentication_error", "unknown_key");
        }
        Optional<Robot> robot = now.robot(names.get(1));
        if (robot.isEmpty() || names.size() < 4) {
            return Failure.page(404, "no such ticket", "not_found_error", "ticket_not_found");
        }
        String action = names.size() == 5 ? names.get(4) : "";
        return tickets.serve(visit, robot.get(), client.get(), names.get(3), action);
    }
}
