package io.jianhu.loadtest.peers;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.compare.Phase;
import io.jianhu.loadtest.compare.Summary;
import io.jianhu.loadtest.compare.Trial;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** What is told of gateways with guards beside their figures: what their guards do, and how jianhu stands beside each. */
final class PeersReport {

    private static final String NAME = "  %-18s";
    private static final int READABLE = 100;

    private PeersReport() {}

    static String text(List<PeerStart> peers, List<Trial> trials, Summary summary, boolean trusted) {
        StringJoiner lines = new StringJoiner("\n", "\n", "\n");
        lines.add("Half load is half of what the arm itself can do; for direct, half of what jianhu can do.");
        lines.add("");
        lines.add("Guards, tried before anything was measured:");
        lines.add(row("", Trial.titles()));
        trials.forEach(trial -> lines.add(row(trial.arm(), trial.cells())));
        int processors = Runtime.getRuntime().availableProcessors();
        for (PeerStart start : peers) {
            Peer peer = start.peer();
            lines.add("");
            lines.add(wrapped(peer.title() + " " + peer.version(), peer.guards(start.sought(), processors)));
        }
        if (trusted) {
            lines.add("");
            peers.forEach(start -> lines.add(beside(start.peer().title(), summary)));
        }
        return lines.toString();
    }

    private static String row(String arm, List<String> cells) {
        StringBuilder row = new StringBuilder(String.format("  %-12s", arm));
        cells.forEach(cell -> row.append(String.format(" %-24s", cell)));
        return row.toString().stripTrailing();
    }

    /** A name, and beside it a text in lines of a readable length. */
    static String wrapped(String name, String text) {
        StringBuilder lines = new StringBuilder(String.format(NAME, name));
        int length = 0;
        for (String word : text.split(" ", -1)) {
            if (length + word.length() >= READABLE) {
                lines.append('\n').append(String.format(NAME, ""));
                length = 0;
            }
            lines.append(' ').append(word);
            length += word.length() + 1;
        }
        return lines.toString();
    }

    private static String beside(String peer, Summary summary) {
        return String.format(
                Locale.ROOT,
                "jianhu beside %s: documents %s a core, %s in all; streams %s a core, %s in all",
                peer,
                times(cpu(peer, Phase.DOCUMENTS_AT_CAPACITY, summary)),
                times(rate(peer, Phase.DOCUMENTS_AT_CAPACITY, summary)),
                times(cpu(peer, Phase.STREAMS_AT_CAPACITY, summary)),
                times(rate(peer, Phase.STREAMS_AT_CAPACITY, summary)));
    }

    private static double cpu(String peer, Phase phase, Summary summary) {
        return summary.cpuMicros(peer, phase).median()
                / summary.cpuMicros(Arm.JIANHU, phase).median();
    }

    private static double rate(String peer, Phase phase, Summary summary) {
        return summary.rate(Arm.JIANHU, phase).median()
                / summary.rate(peer, phase).median();
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.1f x", ratio);
    }
}
