package io.jianhu.net;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and sockets this process may have open, and what part of them may be clients' connections. */
final class OpenFiles {

    private static final long LEAST = 64;
    private static final long UNKNOWN = 4096;

    private OpenFiles() {}

    /** Less than half of all: each client may need a connection to a model, and the house itself needs files. */
    static int forConnections() {
        long most = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : UNKNOWN;
        return (int) Math.clamp(most * 40 / 100, LEAST, Integer.MAX_VALUE);
    }
}
