package io.jianhu.loadtest.peers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Another's open gateway with guards of its own, in one version. It is installed when it is to be measured. */
enum Peer {
    LITELLM(
            "litellm",
            "1.108.7",
            Store.PIP,
            "litellm[proxy]",
            "litellm.yaml",
            "/health/liveliness",
            "%,d words, as one expression, refused in questions and answers; mobile numbers masked in both, not given"
                    + " back. A stream is read anew with each piece, 50 characters held back. %d workers."),
    PORTKEY(
            "portkey",
            "1.15.2",
            Store.NPM,
            "@portkey-ai/gateway",
            "portkey.mjs",
            "/",
            "%,d words, as many as fit into its usual header, refused in questions and whole answers; mobile numbers"
                    + " masked in questions, not given back. Answers in streams are not read. One process, of %d processors."),
    LLM_SHIELD(
            "llm-shield",
            "1.6.8",
            Store.PIP,
            "llm-shield-proxy",
            "llm-shield.yaml",
            "/healthz",
            "%,d words, in expressions of 2,000, and mobile numbers masked in questions and given back in answers; it has"
                    + " no list to refuse by. What the model says itself is redacted, streams with 64 characters held back."
                    + " Its audit is on, unkept. %d workers.");

    private final String title;
    private final String version;
    private final Store store;
    private final String parcel;
    private final String material;
    private final String health;
    private final String guards;

    Peer(String title, String version, Store store, String parcel, String material, String health, String guards) {
        this.title = title;
        this.version = version;
        this.store = store;
        this.parcel = parcel;
        this.material = material;
        this.health = health;
        this.guards = guards;
    }

    /** By its title; empty when there is none. */
    static Optional<Peer> titled(String title) {
        return Arrays.stream(values()).filter(peer -> peer.title.equals(title)).findFirst();
    }

    /** All titles, for people. */
    static String titles() {
        return Arrays.stream(values()).map(Peer::title).collect(Collectors.joining(", "));
    }

    String title() {
        return title;
    }

    String version() {
        return version;
    }

    Store store() {
        return store;
    }

    /** What its store calls it. */
    String parcel() {
        return parcel;
    }

    /** The file it is started with, beside the script that starts it. */
    String material() {
        return material;
    }

    /** What answers with 200 when it is ready. */
    String health() {
        return health;
    }

    /** What its guards do in this comparison. */
    String guards(int words, int processors) {
        return String.format(Locale.ROOT, guards, words, processors);
    }
}
