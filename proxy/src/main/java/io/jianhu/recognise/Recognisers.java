package io.jianhu.recognise;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The recognisers of the house, the strongest first: where two see a value at one place, the first names it. Immutable;
 * building it takes milliseconds.
 */
public final class Recognisers {

    private final List<Recogniser> all;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Triggers triggers;

    private Recognisers(List<Recogniser> all) {
        this.all = all;
        all.forEach(recogniser -> kinds.put(recogniser.kind().name(), recogniser.kind()));
        triggers = new Triggers(all);
    }

    /** All of them; the clock tells which dates of birth have been. */
    public static Recognisers all(InstantSource clock) {
        List<Recogniser> all = new ArrayList<>(List.of(
                new Pem(),
                new ApiKey(),
                new Password(),
                ResidentId.resident(clock),
                ResidentId.permit(clock),
                ResidentId.foreigner(clock),
                new CreditCode(),
                new Email()));
        all.addAll(Documents.all());
        all.addAll(List.of(
                new HongKongId(),
                new TaiwanId(),
                new MilitaryId(),
                new ResidentIdOld(clock),
                new VehicleNumber(),
                new Imei(),
                new BankCard(),
                new Mobile(),
                new IotNumber(),
                new MacAddress(),
                new IpAddress(),
                new Landline(),
                new Plate(),
                new OrganisationCode(),
                SocialAccount.qq(),
                SocialAccount.weChat(),
                new BirthDate(clock),
                new PersonName(),
                new SoundedName(),
                new LatinName(),
                new Address()));
        all.addAll(Attributes.all());
        return new Recognisers(all);
    }

    /**
     * Those of some kinds.
     *
     * @throws IllegalArgumentException when a kind is unknown
     */
    public Recognisers only(Set<String> names) {
        for (String name : names) {
            if (!kinds.containsKey(name)) {
                throw new IllegalArgumentException("kind: " + name + " (expected: one of " + kinds.keySet() + ")");
            }
        }
        List<Recogniser> some = new ArrayList<>(all);
        some.removeIf(recogniser -> !names.contains(recogniser.kind().name()));
        return new Recognisers(some);
    }

    /** The kinds by name, the strongest first. */
    public Map<String, Kind> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    /** The value as its kind compares it: two ways to write one value are equal. */
    public String canonical(Kind kind, String value) {
        StringBuilder signs = new StringBuilder(value.length());
        Decoding decoding = new Decoding((sign, start, end) -> {
            if (sign != Decoding.INVISIBLE) {
                signs.append(sign);
            }
        });
        value.chars().forEach(character -> decoding.read((char) character));
        decoding.end();
        for (Recogniser recogniser : all) {
            if (recogniser.kind().equals(kind)) {
                return recogniser.canonical(signs.toString());
            }
        }
        return value;
    }

    Triggers triggers() {
        return triggers;
    }
}
