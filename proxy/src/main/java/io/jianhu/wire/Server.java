package io.jianhu.wire;

import io.jianhu.chat.Exchange;
import io.jianhu.frame.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a kind of model server understands. A question in a tongue that it speaks goes to it as it is; any other is
 * translated, by way of a chat completion, into the first.
 *
 * @param name as the robot's file names it: {@code openai}
 * @param tongues what it speaks, its best first; at least one
 */
public record Server(String name, List<Tongue> tongues) {

    public Server {
        tongues = List.copyOf(tongues);
        if (tongues.isEmpty()) {
            throw new IllegalArgumentException("a server without a tongue");
        }
    }

    /** By name. */
    public static Map<String, Server> byName(List<Server> servers) {
        return servers.stream().collect(Collectors.toUnmodifiableMap(Server::name, server -> server));
    }

    /** Whether a question goes to it as it is, though another tongue is its best. */
    public boolean speaksBeside(Question question) {
        return !tongues.getFirst().name().equals(question.tongue())
                && tongues.stream().anyMatch(tongue -> tongue.name().equals(question.tongue()));
    }

    /** The same server without a tongue that it turned out not to speak, which is not its best. */
    public Server without(String tongue) {
        return new Server(
                name,
                tongues.stream().filter(spoken -> !spoken.name().equals(tongue)).toList());
    }

    /**
     * Words a question for this server.
     *
     * @param masked made from the question's raw words
     * @param model the model to ask for, or empty for the one that the client named
     * @throws BadQuestion with code {@code untranslatable} when the server cannot be asked it
     */
    public Asking ask(Question question, Exchange masked, String model) throws BadQuestion {
        Json.Members own = question.document(masked, model);
        Optional<Tongue> spoken = tongues.stream()
                .filter(tongue -> tongue.name().equals(question.tongue()))
                .findFirst();
        Tongue tongue = spoken.orElse(tongues.getFirst());
        Json.Members request = spoken.isPresent() ? own : tongue.fromChat(question.chat(own));
        return new Asking(tongue.path(), tongue.write(request), new Reply(tongue.ear(request), question.voice()));
    }
}
