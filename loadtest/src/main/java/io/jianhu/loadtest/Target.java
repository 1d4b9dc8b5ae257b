package io.jianhu.loadtest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where questions go; always on the loopback address.
 *
 * @param path the base of the API, ending in {@code /v1}
 * @param key what shows who asks, where that is needed
 */
record Target(int port, String path, Optional<String> key) {

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    String url() {
        return "http://127.0.0.1:" + port + path;
    }

    /** Prints no key. */
    @Override
    public String toString() {
        return url();
    }
}
