package io.jianhu.wire;

import io.jianhu.chat.Channel;
import java.util.Map;
import java.util.Optional;

/** What a part of an answer bears beside its words, for a voice in another tongue. */
public interface Carrier {

    /** Of nothing but words. */
    Carrier BARE = new Carrier() {};

    /** Why the choices end that end with this part, as the model says. */
    default Map<Integer, Stop> stops() {
        return Map.of();
    }

    /** What the exchange cost so far, where the part tells. */
    default Optional<Usage> usage() {
        return Optional.empty();
    }

    /** The id of the tool call whose arguments are on this channel, where the part tells; as a model makes them up. */
    default Optional<String> call(Channel arguments) {
        return Optional.empty();
    }

    /** That of a part, whoever read it. */
    static Carrier of(Object carrier) {
        return carrier instanceof Carrier known ? known : BARE;
    }
}
