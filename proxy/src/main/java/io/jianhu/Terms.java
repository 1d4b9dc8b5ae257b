package io.jianhu;

import io.jianhu.admin.AdminSettings;
import io.jianhu.flow.Capacity;
import io.jianhu.net.Limits;
import io.jianhu.robot.Credential;
import io.jianhu.store.Durability;

/** The configuration in the terms of the rooms that it is for. */
final class Terms {

    private Terms() {}

    static Limits limits(Configuration configuration) {
        Configuration.Bounds bounds = configuration.limits();
        return new Limits(
                bounds.body(),
                bounds.headers(),
                Limits.DEFAULT.headTime(),
                Limits.DEFAULT.bodyTime(),
                Limits.DEFAULT.idle(),
                Limits.DEFAULT.stall(),
                withThoseTurnedAway(bounds.streams()),
                Limits.DEFAULT.pace(),
                bounds.bodies(),
                bounds.connections());
    }

    /** Room for those who will be turned away, too: only the gate knows whose turn it is. */
    private static int withThoseTurnedAway(int streams) {
        return streams + streams / 8 + 16;
    }

    static Capacity capacity(Configuration configuration) {
        Configuration.Bounds bounds = configuration.limits();
        return new Capacity(bounds.totalRequestsPerSecond(), bounds.requestsPerSecond(), bounds.streams());
    }

    static Durability durability(Configuration configuration) {
        return switch (configuration.audit().durability()) {
            case SYNC -> Durability.SYNC;
            case GROUP -> Durability.GROUP;
            case ASYNC -> Durability.ASYNC;
        };
    }

    static AdminSettings admin(Configuration configuration) {
        AdminSettings.SignIn signIn = switch (configuration.adminAuth()) {
            case LOCAL -> AdminSettings.SignIn.LOCAL;
            case NONE -> AdminSettings.SignIn.NONE;
        };
        return new AdminSettings(
                signIn,
                configuration.admin().tls().isPresent(),
                AdminSettings.DEFAULTS.idle(),
                AdminSettings.DEFAULTS.longest());
    }

    static Credential credential(Configuration configuration) {
        return switch (configuration.auth()) {
            case KEYS -> Credential.KEY;
            case MTLS -> Credential.CERTIFICATE;
            case NONE -> Credential.NONE;
        };
    }
}
