package io.jianhu.api;

import io.jianhu.anthropic.Messages;
import io.jianhu.anthropic.MessagesTongue;
import io.jianhu.ollama.OllamaDialect;
import io.jianhu.ollama.OllamaTongue;
import io.jianhu.openai.ChatCompletions;
import io.jianhu.openai.CompletionTongue;
import io.jianhu.openai.EmbeddingTongue;
import io.jianhu.openai.Embeddings;
import io.jianhu.openai.TextCompletions;
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

    private static final String USUAL = "v1/chat/completions";

    private Apis() {}

    /** All of them. */
    public static Api all(Caps caps) {
        Tongue chat = CompletionTongue.chat(caps);
        Tongue text = CompletionTongue.text(caps);
        Tongue responses = new ResponsesTongue(caps);
        Tongue embeddings = new EmbeddingTongue(caps);
        List<Server> servers = List.of(
                new Server("openai", List.of(chat, responses, text, embeddings)),
                new Server("openai-chat", List.of(chat, embeddings)),
                new Server("openai-responses", List.of(responses, embeddings)),
                new Server("anthropic", List.of(new MessagesTongue(caps))),
                new Server("ollama", List.of(OllamaTongue.chat(caps), OllamaTongue.generate(caps))));
        Map<String, Dialect> dialects = Map.of(
                USUAL,
                new ChatCompletions(caps),
                "v1/completions",
                new TextCompletions(caps),
                "v1/responses",
                new Responses(caps),
                "v1/embeddings",
                new Embeddings(caps),
                "v1/messages",
                new Messages(caps),
                "api/chat",
                OllamaDialect.chat(caps),
                "api/generate",
                OllamaDialect.generate(caps));
        return new Api(USUAL, dialects, Server.byName(servers));
    }

    /** The names that a robot's file may give its model's server. */
    public static Set<String> servers() {
        return all(Caps.DEFAULT).servers().keySet();
    }
}
