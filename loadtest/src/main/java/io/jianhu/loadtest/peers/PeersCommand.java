package io.jianhu.loadtest.peers;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.arm.Arms;
import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.ask.Generator;
import io.jianhu.loadtest.compare.Campaign;
import io.jianhu.loadtest.compare.Doubts;
import io.jianhu.loadtest.compare.Measurement;
import io.jianhu.loadtest.compare.Row;
import io.jianhu.loadtest.compare.Summary;
import io.jianhu.loadtest.compare.Told;
import io.jianhu.loadtest.compare.Trial;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.loadtest.talk.WrongAnswer;
import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Exit;
import io.jianhu.loadtest.tell.Format;
import io.jianhu.loadtest.tell.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures jianhu beside open gateways with guards of their own. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description =
                "Measure jianhu beside open gateways with their guards on. Those that are missing are installed into"
                        + " loadtest/target/peers by pip and npm, which take them from where this machine's settings say.",
        footer = {
            "",
            "Examples:",
            "  bench peers --quick                    about five minutes, and the installation once",
            "  bench peers                            about twenty minutes, five rounds",
            "  bench peers --only litellm,portkey     no others",
            "  bench peers --no-install               those that are there",
            "",
            "Exit codes: 0 good, 1 the figures cannot be trusted, 2 usage or something could not be started."
        })
public final class PeersCommand implements Callable<Integer> {

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Which, with a comma between: litellm, portkey, llm-shield. Default: all of them.")
    private List<String> only = List.of();

    @Option(names = "--no-install", description = "Leave out those that are not installed.")
    private boolean noInstall;

    @Option(names = "--quick", description = "Fewer and shorter rounds.")
    private boolean quick;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--words", paramLabel = "N", description = "Words looked for. Default: ${DEFAULT-VALUE}.")
    private int words = 10_000;

    private record Measured(List<PeerStart> peers, List<Trial> trials, List<Measurement> measurements) {}

    PeersCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        try {
            if (words < 1) {
                throw new IllegalArgumentException("--words " + words + " (expected: 1 or more)");
            }
            Path home = Place.home();
            Plan plan = Plan.peers(quick, seed, words);
            List<PeerStart> installed = ready(wanted(only), home, WordBase.words(seed, words), !noInstall);
            Circumstances circumstances =
                    Circumstances.of(line(), Clock.systemUTC().instant());
            return Exit.of(
                    circumstances,
                    directory -> report(circumstances, plan, measure(plan, installed, home, directory), directory));
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            return Exit.WRONG;
        }
    }

    private String line() {
        return "loadtest/bin/bench peers" + (quick ? " --quick" : "")
                + (only.isEmpty() ? "" : " --only " + String.join(",", only)) + " --seed " + seed + " --words " + words;
    }

    /**
     * The peers of these names, all where there are none.
     *
     * @throws IllegalArgumentException when there is none of a name
     */
    static Set<Peer> wanted(List<String> names) {
        Set<Peer> wanted = EnumSet.noneOf(Peer.class);
        for (String name : names) {
            wanted.add(Peer.titled(name)
                    .orElseThrow(() ->
                            new IllegalArgumentException("--only " + name + " (expected: " + Peer.titles() + ")")));
        }
        return wanted.isEmpty() ? EnumSet.allOf(Peer.class) : wanted;
    }

    /** Those that can be started, after what is missing was installed; of the others it says why they are left out. */
    static List<PeerStart> ready(Set<Peer> wanted, Path home, List<String> sought, boolean mayInstall)
            throws IOException, InterruptedException {
        List<PeerStart> ready = new ArrayList<>();
        for (Peer peer : wanted) {
            PeerPlace place = PeerPlace.of(peer, home);
            Optional<String> obstacle = place.isInstalled() ? Optional.empty() : install(place, mayInstall);
            if (obstacle.isPresent()) {
                System.err.println("bench: " + peer.title() + " is left out: " + obstacle.get());
            } else {
                ready.add(new PeerStart(peer, place.directory(), sought));
            }
        }
        return List.copyOf(ready);
    }

    private static Optional<String> install(PeerPlace place, boolean mayInstall)
            throws IOException, InterruptedException {
        Peer peer = place.peer();
        if (!mayInstall) {
            return Optional.of("version " + peer.version() + " is not in " + place.directory());
        }
        System.err.println("bench: installing " + peer.parcel() + " " + peer.version() + " into " + place.directory()
                + ", which takes a minute or two");
        return place.install();
    }

    private static Measured measure(Plan plan, List<PeerStart> installed, Path home, Path directory)
            throws IOException, InterruptedException, WrongAnswer {
        Dialogue dialogue = new Dialogue(plan.seed(), plan.personalShare());
        try (Arms arms = Arms.beside(installed, plan, home, directory);
                Generator generator = new Generator(dialogue)) {
            List<String> names = arms.list().stream().map(Arm::name).toList();
            List<PeerStart> peers = installed.stream()
                    .filter(start -> names.contains(start.peer().title()))
                    .toList();
            if (peers.isEmpty()) {
                throw new IOException("nothing to set beside jianhu (expected: one of " + Peer.titles() + ")");
            }
            String word = WordBase.words(plan.seed(), plan.words()).getFirst();
            List<Trial> trials = new ArrayList<>();
            for (Arm arm : arms.list()) {
                trials.add(Trial.of(arm, word));
            }
            System.err.println("bench: this takes about "
                    + Campaign.time(plan, arms.list().size()).toSeconds() + " s");
            return new Measured(peers, trials, new Campaign(plan, arms, generator, dialogue).run());
        }
    }

    private boolean report(Circumstances circumstances, Plan plan, Measured measured, Path directory)
            throws IOException {
        Summary summary = new Summary(measured.measurements());
        Doubts doubts = Doubts.of(summary, circumstances.loadAverage());
        boolean trusted = doubts.refusals().isEmpty();
        String guards = PeersReport.text(measured.peers(), measured.trials(), summary, trusted);
        new Told(
                        "jianhu bench peers",
                        circumstances,
                        plan,
                        Row.besidePeers(summary),
                        summary,
                        doubts,
                        measured.trials(),
                        guards)
                .tell(directory, format);
        return trusted;
    }
}
