package io.jianhu.loadtest.ask;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Where questions go; always on the loopback address.
 *
 * @param path the base of the API, ending in {@code /v1}
 * @param key what shows who asks, where that is needed
 * @param model whose name the question bears
 * @param headers that each question has beside the usual ones
 */
public record Target(int port, String path, Optional<String> key, String model, Map<String, String> headers) {

    /** The name of the model where it does not matter. */
    public static final String ANY_MODEL = "mock";

    /** Of any model, without headers of its own. */
    public Target(int port, String path, Optional<String> key) {
        this(port, path, key, ANY_MODEL, Map.of());
    }

    /** Where a connection is opened to. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The base of the API. */
    public String url() {
        return "http://127.0.0.1:" + port + path;
    }

    /** Prints no key. */
    @Override
    public String toString() {
        return url();
    }
}
