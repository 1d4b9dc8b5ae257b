package io.jianhu.source;

import java.util.regex.Pattern;

/** Which versions of this program read a file that people or programs wrote for it. */
public final class EngineVersion {

    /** The version of this program. */
    public static final String CURRENT = "0.1.0";

    /** One to four numbers with dots between them. */
    public static final Pattern FORM = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,5}){0,3}");

    private EngineVersion() {}

    /**
     * Whether this program is of at least a version.
     *
     * @param least in {@link #FORM}; numbers that are missing at its end count as 0
     */
    public static boolean isAtLeast(String least) {
        String[] wanted = least.split("\\.", -1);
        String[] given = CURRENT.split("\\.", -1);
        for (int i = 0; i < Math.max(wanted.length, given.length); i++) {
            int order = Integer.compare(number(given, i), number(wanted, i));
            if (order != 0) {
                return order > 0;
            }
        }
        return true;
    }

    private static int number(String[] version, int part) {
        return part < version.length ? Integer.parseInt(version[part]) : 0;
    }
}
