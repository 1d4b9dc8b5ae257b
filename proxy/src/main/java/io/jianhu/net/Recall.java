package io.jianhu.net;

import io.jianhu.cache.Kept;
import io.jianhu.upstream.Inquiry;
import io.jianhu.upstream.Source;

/** Says at once what a model said at another time. */
final class Recall implements Source {

    private final Kept kept;
    private final Inquiry.Hearer hearer;

    Recall(Kept kept, Inquiry.Hearer hearer) {
        this.kept = kept;
        this.hearer = hearer;
    }

    @Override
    public void start() {
        hearer.heard(kept.bytes());
        hearer.ended();
    }

    @Override
    public void pause(boolean pause) {
        // All is said in one breath, and no longer than the robot's file allows.
    }

    @Override
    public void enough() {}

    @Override
    public void stop() {}

    @Override
    public void abandon() {}

    @Override
    public void reject(String reason) {}
}
