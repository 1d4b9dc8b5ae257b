package io.jianhu;

import io.jianhu.chat.Event;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import io.jianhu.robot.Secret;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says in the log which keys of models are not where robots' files say, whenever such files come into force. */
final class MissingKeys implements Consumer<Event.Reloaded> {

    private static final System.Logger LOG = System.getLogger(MissingKeys.class.getName());

    private final Supplier<Registry> registry;

    private MissingKeys(Supplier<Registry> registry) {
        this.registry = registry;
    }

    /**
     * Looks at once, and then at every change it is told of.
     *
     * @param registry what is in force, also while a change is told of
     */
    static MissingKeys watch(Supplier<Registry> registry) {
        MissingKeys keys = new MissingKeys(registry);
        keys.look();
        return keys;
    }

    @Override
    public void accept(Event.Reloaded change) {
        if (change.accepted()) {
            look();
        }
    }

    private void look() {
        for (Robot robot : registry.get().robots()) {
            if (robot.status() != Robot.Status.RETIRED) {
                robot.upstream().endpoints().stream()
                        .flatMap(endpoint -> endpoint.apiKey().stream())
                        .filter(key -> key.reveal().isEmpty())
                        .map(Secret::place)
                        .distinct()
                        .forEach(place -> LOG.log(
                                System.Logger.Level.WARNING,
                                robot.id() + ": the model's key is not at " + place
                                        + "; the model is asked without one"));
            }
        }
    }
}
