package io.jianhu.api;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.frame.Json;
import io.jianhu.wire.Api;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.Asking;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Ear;
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One of the ways of an answer: what a client calls, the kind of server its robot runs on, and whether the answer is to
 * come in pieces.
 */
record Route(String path, String server, boolean stream) {

    static final Api API = Apis.all(Caps.DEFAULT);

    /** Every way that there is, in the order of their names. */
    static List<Route> all() {
        List<Route> all = new ArrayList<>();
        for (String path : new TreeSet<>(API.dialects().keySet())) {
            for (String server : new TreeSet<>(API.servers().keySet())) {
                for (boolean stream : new boolean[] {true, false}) {
                    Route route = new Route(path, server, stream);
                    try {
                        route.asking();
                        all.add(route);
                    } catch (BadQuestion impassable) {
                        // This server cannot be asked so; RouteTest counts the ways that are left.
                    }
                }
            }
        }
        return all;
    }

    /** What goes to the server, and the way back for one answer. */
    Asking asking() throws BadQuestion {
        Question question = question();
        return API.server(server).ask(question, unmasked(question.raw()), "");
    }

    /** Whether the server speaks as the client does. */
    boolean isOwn() throws BadQuestion {
        String tongue = question().tongue();
        return API.server(server).tongues().stream()
                .anyMatch(known -> known.name().equals(tongue));
    }

    /** The same request in every dialect: what one does not know is a parameter like any other. */
    private Question question() throws BadQuestion {
        String request = "{\"model\":\"m\",\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\"问\"}],"
                + "\"input\":\"问\",\"prompt\":\"问\",\"stream\":" + stream + "}";
        return read(path, request.getBytes(StandardCharsets.UTF_8));
    }

    /** An ear for what the client gets; empty when no server speaks as the client does. */
    Optional<Ear> client() throws BadQuestion {
        Question question = question();
        Json.Members document = question.document(unmasked(question.raw()), "");
        return API.servers().values().stream()
                .flatMap(known -> known.tongues().stream())
                .filter(tongue -> tongue.name().equals(question.tongue()))
                .findFirst()
                .map(tongue -> tongue.ear(document));
    }

    static Question read(String path, byte[] body) throws BadQuestion {
        return API.at(path)
                .orElseThrow()
                .read(
                        new Arrival("r-1", new RobotId("FT-001"), "portal", Optional.empty(), Golden.NOW, Media.REFUSE),
                        body);
    }

    /** The exchange in which nothing is hidden. */
    static Exchange unmasked(Raw raw) {
        return new Exchange(raw.id(), raw.robot(), raw.client(), raw.shape(), raw.messages(), raw.askedAt());
    }

    @Override
    public String toString() {
        return path + " " + server + " " + (stream ? "stream" : "whole");
    }
}
