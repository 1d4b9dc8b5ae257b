package io.jianhu.admin;

import io.jianhu.escalate.Unkept;
import io.jianhu.net.Page;
import io.jianhu.net.Visit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a visit, has the gatekeeper let it in, and serves it. HEAD is a GET whose body nobody sends. */
final class Router {

    private final List<Route> routes;
    private final Gatekeeper gatekeeper;

    Router(Gatekeeper gatekeeper, List<Route> routes) {
        this.gatekeeper = gatekeeper;
        this.routes = List.copyOf(routes);
    }

    List<Route> routes() {
        return routes;
    }

    Page serve(Visit visit) throws InterruptedException {
        try {
            return Headers.protect(find(visit));
        } catch (Unkept disk) {
            return new Refusal(503, "not-kept", "the step could not be put on record; nothing has happened").page();
        } catch (Refusal refusal) {
            return Headers.protect(refusal.page());
        }
    }

    private Page find(Visit visit) throws InterruptedException {
        String method = visit.method().equals("HEAD") ? "GET" : visit.method();
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.match(visit.path());
            if (parameters.isEmpty()) {
                continue;
            }
            if (route.method().equals(method)) {
                return route.action().serve(gatekeeper.admit(route, visit, parameters.get()));
            }
            methods.add(route.method());
        }
        if (methods.isEmpty()) {
            throw new Refusal(404, "not-found", "path: unknown (see /openapi.json)");
        }
        String allowed = String.join(", ", methods);
        throw new Refusal(405, "method-not-allowed", "method (expected: " + allowed + ")", Map.of("allow", allowed));
    }
}
