package io.jianhu.admin;

import java.time.Duration;

/**
 * How the admin plane treats its visitors.
 *
 * @param signIn who may call
 * @param tls whether visitors reach it over TLS, so that the cookie is sent over TLS only
 * @param idle after how long without a call a session ends
 * @param longest after how long a session ends in any case
 */
public record AdminSettings(SignIn signIn, boolean tls, Duration idle, Duration longest) {

    public static final AdminSettings DEFAULTS =
            new AdminSettings(SignIn.LOCAL, false, Duration.ofMinutes(30), Duration.ofHours(12));

    /** Who may call. */
    public enum SignIn {
        /** Operators with an account of this gateway. */
        LOCAL,
        /** Everyone on this machine, as an admin; nobody else. */
        NONE
    }
}
