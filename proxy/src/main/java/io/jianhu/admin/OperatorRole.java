package io.jianhu.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator may be (contract section 5). An {@link #ADMIN} may do whatever any other may. */
public enum OperatorRole {
    VIEWER,
    GUARDIAN,
    SENIOR_GUARDIAN,
    POLICY_EDITOR,
    POLICY_APPROVER,
    AUDITOR,
    ADMIN;

    /** As in files and on the wire: {@code senior-guardian}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<OperatorRole> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
