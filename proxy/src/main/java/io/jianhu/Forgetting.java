package io.jianhu;

import io.jianhu.cache.Answers;
import io.jianhu.chat.Event;
import io.jianhu.chat.Witness;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Forgets what may be repeated when a robot is braked or released: what made somebody stop it may be among that, and what
 * mended it may stand in no file.
 */
record Forgetting(Answers answers) implements Witness {

    private static final Set<String> ACTIONS = Set.of("brake", "release");

    @Override
    public CompletableFuture<Void> saw(Event event) {
        if (event instanceof Event.Acted acted && ACTIONS.contains(acted.action())) {
            answers.forget();
        }
        return CompletableFuture.completedFuture(null);
    }
}
