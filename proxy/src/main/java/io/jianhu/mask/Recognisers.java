package io.jianhu.mask;

import java.time.InstantSource;
import java.util.List;

/** The recognisers of the house, the strongest first: where two overlap, the first wins. */
final class Recognisers {

    private final List<Recogniser> all;
    private final List<Recogniser> ofNumbers;
    private final List<Recogniser> ofAddresses;

    /** All of them; the clock tells which dates of birth have been. */
    Recognisers(InstantSource clock) {
        all = List.of(new ResidentId(clock), new BankCard(), new Mobile(), new Email());
        ofNumbers = with(Recogniser.Trigger.NUMBER);
        ofAddresses = with(Recogniser.Trigger.ADDRESS);
    }

    List<Recogniser> all() {
        return all;
    }

    List<Recogniser> ofNumbers() {
        return ofNumbers;
    }

    List<Recogniser> ofAddresses() {
        return ofAddresses;
    }

    private List<Recogniser> with(Recogniser.Trigger trigger) {
        return all.stream()
                .filter(recogniser -> recogniser.trigger() == trigger)
                .toList();
    }
}
