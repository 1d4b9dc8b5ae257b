package io.jianhu.policy;

import java.util.List;
import java.util.Optional;

/** Everything a rulebook is made of, as its files state it. */
record Sources(
        List<Draft> drafts,
        List<Exemption> exemptions,
        List<Mention> mentions,
        Thresholds thresholds,
        Optional<IdLedger> ledger) {

    Sources {
        drafts = List.copyOf(drafts);
        exemptions = List.copyOf(exemptions);
        mentions = List.copyOf(mentions);
    }
}
