package io.jianhu.admin;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An operator who may sign in.
 *
 * @param name 1–64 letters, digits, dots, underscores and dashes, beginning with a letter or digit
 * @param guardian the guardian (监护人) this person is, as registered in {@code guardians/}
 */
public record Account(String name, Set<OperatorRole> roles, Optional<String> guardian) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Account {
        roles = Set.copyOf(roles);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name (expected: " + NAME.pattern() + ")");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles: none (expected: at least one)");
        }
    }

    boolean mayBeOneOf(Set<OperatorRole> allowed) {
        return roles.contains(OperatorRole.ADMIN) || allowed.stream().anyMatch(roles::contains);
    }
}
