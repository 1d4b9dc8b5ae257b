package io.jianhu.policy;

import java.util.regex.Pattern;

/** Which versions of jianhu read a file. */
final class EngineVersion {
    static final String CURRENT = "0.1.0";

    private static final Pattern FORM = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6}){0,2}");

    private EngineVersion() {}

    static boolean isValid(String version) {
        return FORM.matcher(version).matches();
    }

    /** Whether this version is at least {@code least}, a valid version. */
    static boolean isAtLeast(String least) {
        String[] wanted = least.split("\\.", -1);
        String[] given = CURRENT.split("\\.", -1);
        for (int i = 0; i < wanted.length; i++) {
            int order = Integer.compare(Integer.parseInt(given[i]), Integer.parseInt(wanted[i]));
            if (order != 0) {
                return order > 0;
            }
        }
        return true;
    }
}
