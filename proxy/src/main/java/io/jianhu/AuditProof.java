package io.jianhu;

import io.jianhu.audit.Checkpoint;
import io.jianhu.audit.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an examination of the ledger compared it with, and what it could not see. */
final class AuditProof {

    private AuditProof() {}

    static List<String> missing(Verification result) {
        List<String> lines = new ArrayList<>();
        if (result.proof() == Verification.Proof.FORGED) {
            lines.add("bad: the checkpoint was not written with this secret (expected: the gateway's own)");
        }
        result.lost().forEach(lost -> lines.add("lost: records " + lost.from() + " to " + lost.to()));
        return lines;
    }

    static List<String> checked(Verification result) {
        List<String> lines = new ArrayList<>();
        switch (result.proof()) {
            case NONE ->
                lines.add("not checked: whether records are missing before the first or behind the last, or all were"
                        + " written anew (no checkpoint; expected: --state DIR or --checkpoint FILE)");
            case UNPROVEN ->
                lines.add("not checked: who wrote the checkpoint (no secret; expected: --state DIR or JIANHU_SECRET)");
            case PROVEN, FORGED -> {}
        }
        if (result.isClean()) {
            result.checkpoint().ifPresent(checkpoint -> compared(result, checkpoint, lines));
        }
        return lines;
    }

    private static void compared(Verification result, Checkpoint checkpoint, List<String> lines) {
        lines.add("checked: against the checkpoint of " + checkpoint.at() + " at record " + checkpoint.last());
        if (checkpoint.since() > result.first()) {
            lines.add("not checked: who wrote the records before " + checkpoint.since()
                    + " (no checkpoint of that time)");
        }
        if (checkpoint.last() < result.last()) {
            lines.add("not checked: who wrote the records behind " + checkpoint.last() + " (no checkpoint since then)");
        }
    }

    /** Members of a JSON object. */
    static String json(Verification result) {
        String lost = result.lost().stream()
                .map(each -> "{\"from\":" + each.from() + ",\"to\":" + each.to() + "}")
                .collect(Collectors.joining(","));
        String checkpoint = result.checkpoint()
                .map(each -> "{\"at\":\"" + each.at() + "\",\"last\":" + each.last() + ",\"first\":" + each.first()
                        + ",\"since\":" + each.since() + "}")
                .orElse("null");
        return "\"lost\":[" + lost + "],\"proof\":\"" + result.proof().name().toLowerCase(Locale.ROOT)
                + "\",\"checkpoint\":" + checkpoint;
    }
}
