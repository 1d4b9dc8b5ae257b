package io.jianhu.disclose;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What anyone may know of a robot: that it is a machine, whose it is, who answers for it, and how to reach a human.
 *
 * @param english the English names of robot, department and office; each possibly empty
 * @param onDuty whether it may work now
 * @param successor who serves in the place of a robot that is retired, if anybody does
 * @param may what its level allows, beside its scenes
 * @param office where its guardians sit
 * @param human another way to a human than asking for one, if there is one
 * @param languages as BCP 47 tags
 */
public record IdentityCard(
        String id,
        String name,
        String department,
        English english,
        boolean onDuty,
        Optional<Successor> successor,
        Words type,
        Words level,
        List<String> scenes,
        List<Words> may,
        List<Words> mayNot,
        Optional<Filing> filing,
        String office,
        Complaints complaints,
        Optional<Words> human,
        List<String> languages) {

    public IdentityCard {
        scenes = List.copyOf(scenes);
        may = List.copyOf(may);
        mayNot = List.copyOf(mayNot);
        languages = List.copyOf(languages);
    }

    /** The same in Chinese and in English; the English one may be empty. */
    public record Words(String zh, String en) {}

    public record English(String name, String department, String office) {}

    /**
     * Another robot.
     *
     * @param address of its identity card, beginning with {@code /}
     */
    public record Successor(String id, Words name, String address) {}

    public record Filing(String number, LocalDate validUntil) {}

    /** Where complaints go; url and hours may be empty. */
    public record Complaints(String phone, String url, String hours) {}

    /** For programs: one JSON object. */
    public String json() {
        return CardJson.write(this);
    }

    /** For people: one page without scripts, to be served with {@link #contentSecurityPolicy}. */
    public String html() {
        return CardPage.write(this);
    }

    /** What a browser is to allow {@link #html} to load: its own style and nothing else. */
    public static String contentSecurityPolicy() {
        return "default-src 'none'; style-src '" + CardPage.STYLE_HASH
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
