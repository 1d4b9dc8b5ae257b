package io.jianhu.api;

import io.jianhu.openai.ChatCompletions;
import io.jianhu.openai.ChatTongue;
import io.jianhu.responses.Responses;
import io.jianhu.responses.ResponsesTongue;
import io.jianhu.wire.Api;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.Server;
import io.jianhu.wire.Tongue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What clients may call, and what models may run on. A question goes to its robot's server as it is when the server
 * speaks the question's tongue, and is translated into the server's first tongue otherwise.
 */
public final class Apis {

    private Apis() {}

    /** All of them. */
    public static Api all(Caps caps) {
        Tongue chat = new ChatTongue(caps);
        Tongue responses = new ResponsesTongue(caps);
        List<Server> servers = List.of(
                new Server("openai", List.of(chat, responses), Server.Key.BEARER),
                new Server("openai-chat", List.of(chat), Server.Key.BEARER),
                new Server("openai-responses", List.of(responses), Server.Key.BEARER));
        Map<String, Dialect> dialects =
                Map.of("v1/chat/completions", new ChatCompletions(caps), "v1/responses", new Responses(caps));
        return new Api(dialects, Server.byName(servers));
    }

    /** The names that a robot's file may give its model's server. */
    public static Set<String> servers() {
        return all(Caps.DEFAULT).servers().keySet();
    }
}
