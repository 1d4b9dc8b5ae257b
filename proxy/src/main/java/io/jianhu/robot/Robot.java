package io.jianhu.robot;

import io.jianhu.chat.Profile;
import io.jianhu.chat.ProviderCode;
import io.jianhu.chat.RobotId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A registered robot.
 *
 * @param supplier who made it, possibly empty
 * @param type the kind of work, in the registry's vocabulary
 * @param level the grade, in the registry's vocabulary
 * @param guardians the ids of the people in charge, the first answering for it in public
 * @param office where its guardians sit, if it is not the first guardian's office
 * @param human how a citizen reaches a human, if not only by asking for one
 * @param languages the languages it answers in, as BCP 47 tags
 * @param english its English names, empty where there are none
 * @param history its life as far as it is on record, oldest first; the last step, if any, is to its status
 * @param successor who takes over when it is retired; a registered robot, and no circle leads back
 * @param tools the tools its model may call; empty when its file does not limit them
 * @param limits how much it may be asked for
 */
public record Robot(
        RobotId id,
        String name,
        String department,
        String supplier,
        String type,
        String level,
        List<String> scenes,
        Optional<Filing> filing,
        Optional<Assessment> assessment,
        Status status,
        List<String> guardians,
        Upstream upstream,
        Label label,
        Complaints complaints,
        Conduct policy,
        Privacy privacy,
        Optional<String> office,
        Optional<String> human,
        List<String> languages,
        English english,
        List<Step> history,
        Optional<RobotId> successor,
        Optional<List<Tool>> tools,
        Limits limits) {

    public Robot {
        tools = tools.map(List::copyOf);
        scenes = List.copyOf(scenes);
        guardians = List.copyOf(guardians);
        languages = List.copyOf(languages);
        history = List.copyOf(history);
    }

    /** Where anyone reads its identity card, below the gateway's own address. */
    public String address() {
        return "/robots/" + id;
    }

    /** What a rule's scope may ask of this robot. */
    public Profile profile() {
        return new Profile(id, type, level);
    }

    Robot with(Upstream other) {
        return new Robot(
                id,
                name,
                department,
                supplier,
                type,
                level,
                scenes,
                filing,
                assessment,
                status,
                guardians,
                other,
                label,
                complaints,
                policy,
                privacy,
                office,
                human,
                languages,
                english,
                history,
                successor,
                tools,
                limits);
    }

    /**
     * How much it may be asked for, by all clients together; empty means as much as the gateway allows.
     *
     * @param streams how many exchanges may run at once
     * @param bodies how many bytes the bodies of those may have together
     * @param adaptive lets the time that its model takes to the first words say how many exchanges may run at once
     */
    public record Limits(
            OptionalInt requestsPerSecond, OptionalInt streams, OptionalInt bodies, Optional<Adaptive> adaptive) {}

    /**
     * How many exchanges may run at once, however fast or slow the model is.
     *
     * @param floor never fewer than these, 1 or more
     * @param ceiling never more than these, {@code floor} or more
     */
    public record Adaptive(int floor, int ceiling) {}

    /** Where a robot is in its life. */
    public enum Status {
        DRAFT,
        TRAINING,
        ASSESSMENT,
        ON_DUTY,
        SUSPENDED,
        RETIRED
    }

    /** Its entry with the authority; valid through the end of its last day. */
    public record Filing(String number, LocalDate validUntil) {}

    /**
     * Its passed on-duty assessment; valid through the end of its last day.
     *
     * @param model the model that was assessed
     * @param reports what the assessed model calls itself in its answers; none when it uses its name, or its name with a
     *     version behind it
     * @param fingerprints what the assessed model's makers call its configuration ({@code system_fingerprint}) in its
     *     answers; none when nobody looks
     * @param policy the policy revision it was assessed with, possibly empty
     */
    public record Assessment(
            String report,
            String model,
            Set<String> reports,
            Set<String> fingerprints,
            String policy,
            LocalDate validUntil) {

        public Assessment {
            reports = Set.copyOf(reports);
            fingerprints = Set.copyOf(fingerprints);
        }

        /** Whether a model whose answers bear this fingerprint, or none, is the one that was assessed. */
        public boolean bears(String fingerprint) {
            return fingerprint.isEmpty() || fingerprints.isEmpty() || fingerprints.contains(fingerprint);
        }

        /** Whether a model that calls itself this is the one that was assessed; nobody knows of one without a name. */
        public boolean covers(String reported) {
            if (reported.isEmpty()) {
                return true;
            }
            return reports.isEmpty()
                    ? reported.equals(model) || reported.startsWith(model + "-") || reported.startsWith(model + ":")
                    : reports.contains(reported);
        }
    }

    /**
     * Where its model answers.
     *
     * @param dialect the name of a wire dialect
     * @param endpoints where the same model answers; one or more, all different
     * @param modelFiling the filing number of the model, possibly empty
     * @param fallback what citizens get when it does not answer; an error when empty
     * @param probe how its health is asked for, if it is
     * @param authority a file of certificates in PEM that are trusted in place of the system's, if any
     * @param http the versions of HTTP that it may be spoken to in
     */
    public record Upstream(
            String dialect,
            List<Endpoint> endpoints,
            String model,
            String modelFiling,
            Timeouts timeouts,
            Optional<Fallback> fallback,
            Optional<Probe> probe,
            Optional<Path> authority,
            Http http) {

        public Upstream {
            endpoints = List.copyOf(endpoints);
        }

        Upstream at(URI other) {
            Endpoint only = new Endpoint(other, endpoints.getFirst().apiKey(), 1);
            return new Upstream(dialect, List.of(only), model, modelFiling, timeouts, fallback, probe, authority, http);
        }

        Upstream speaking(String other) {
            return new Upstream(other, endpoints, model, modelFiling, timeouts, fallback, probe, authority, http);
        }
    }

    /** In which versions of HTTP a model may be spoken to. */
    public enum Http {
        /** What both agree on within TLS, HTTP/1.1 without. */
        AUTO,
        /** HTTP/1.1. */
        ONE,
        /** HTTP/2, which must be agreed on within TLS, and is begun with where there is none. */
        TWO
    }

    /**
     * One address of a model.
     *
     * @param url http or https, with a host, without user, query and fragment
     * @param apiKey what the model's operator asks for, if anything
     * @param weight how many times the share of the others it takes, 1 to 100
     */
    public record Endpoint(URI url, Optional<Secret> apiKey, int weight) {}

    /** What takes the place of an answer when the model gives none. */
    public sealed interface Fallback {

        /** The notice {@code upstream}, as an ordinary answer. */
        record Notice() implements Fallback {}

        /** The model of another robot, which exists and does not lead back here; this robot's rules go on. */
        record Other(RobotId robot) implements Fallback {}
    }

    /**
     * How health is asked for; any status from 200 to 299 is health.
     *
     * @param path asked for with GET, absolute
     * @param every 1 s or longer
     */
    public record Probe(String path, Duration every) {}

    /**
     * How long to wait for a model; all longer than zero.
     *
     * @param firstByte from the request to the first byte of the answer
     * @param idle between two bytes
     * @param total of one exchange
     */
    public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {}

    /**
     * How its answers are labelled as made by a machine.
     *
     * @param sign by what key the label is signed, if it is
     */
    public record Label(ProviderCode providerCode, Place place, Optional<LabelKey> sign) {

        /** Where the visible label stands. */
        public enum Place {
            /** In the notice at the first answer of a conversation. */
            FIRST,
            /** At the start of every answer. */
            START,
            /** At the end of every answer. */
            END
        }
    }

    /** Where complaints go; url and hours may be empty. */
    public record Complaints(String phone, String url, String hours) {}

    /**
     * What a robot asks of the gateway.
     *
     * @param strictness rules up to this level are enforced, 1 to 4
     * @param watch rules above {@code strictness} up to this level are recorded only, {@code strictness} to 4
     * @param cache whether equal questions may share an answer
     * @param drift what happens when the model calls itself something else than the assessed one does
     * @param media what becomes of pictures, sounds and files, which no guard can read
     * @param brake when the robot is stopped without a person, if ever
     */
    public record Conduct(
            int strictness,
            int watch,
            Hold hold,
            OnFailure onFailure,
            Optional<Cache> cache,
            Drift drift,
            Media media,
            Optional<Limit> brake) {

        /** What becomes of what no guard can read. */
        public enum Media {
            /** The request is refused. */
            REFUSE,
            /** It is left out. */
            DROP,
            /** It goes to the model as it is. */
            PASS
        }

        /** The level of the strictest rules. */
        public static final int STRICTEST = 4;

        /** What a changed model means. */
        public enum Drift {
            /** It is put on record. */
            WARN,
            /** It is put on record, and rules of every level are recorded until the model is the assessed one again. */
            SHADOW,
            /** The robot is braked. */
            SUSPEND
        }

        /**
         * Answers to questions that stand alone may be given again.
         *
         * @param ttl for so long, more than nothing
         * @param answer how many bytes an answer may have that is kept, as its model sent it
         */
        public record Cache(Duration ttl, int answer) {

            /** 10 minutes and 256 KiB. */
            public static final Cache DEFAULT = new Cache(Duration.ofMinutes(10), 256 << 10);
        }

        /**
         * How many answers with a critical finding are too many.
         *
         * @param critical so many, 1 or more
         * @param within in so long a time
         */
        public record Limit(int critical, Duration within) {}

        /** How much of a stream is held back before it is released. */
        public enum Hold {
            MINIMAL,
            SENTENCE,
            FULL
        }

        /** What happens when the gateway cannot check. */
        public enum OnFailure {
            CLOSED,
            OPEN,
            ESCALATE
        }
    }

    /**
     * How it treats what citizens tell of themselves.
     *
     * @param keep kinds of personal data that its model reads as they are
     * @param surrogates whether its model reads made-up values rather than placeholders
     * @param reasoning whether a citizen's values are put back into what the model thinks aloud
     * @param known what is public although it looks personal
     */
    public record Privacy(Set<String> keep, boolean surrogates, boolean reasoning, List<PublicValue> known) {

        public Privacy {
            keep = Set.copyOf(keep);
            known = List.copyOf(known);
        }
    }

    /** English names; each possibly empty. */
    public record English(String name, String department, String office, String human) {

        static final English NONE = new English("", "", "", "");
    }
}
