package io.jianhu;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files the system lets this process have open; connections are files. */
final class FileLimit {

    /** For the jars, the ledger, tickets, and the operators' connections. */
    private static final long OWN = 512;
    /** Where nobody says how many there may be. */
    private static final int UNKNOWN = 100_000;

    private FileLimit() {}

    /** How many clients may be connected, if each may need a connection to a model. */
    static int connections() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return UNKNOWN;
        }
        return of(system.getMaxFileDescriptorCount());
    }

    static int of(long files) {
        return Math.clamp((files - Math.min(OWN, files / 4)) / 2, 1, 1_000_000);
    }
}
