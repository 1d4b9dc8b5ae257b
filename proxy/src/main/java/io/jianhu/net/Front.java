package io.jianhu.net;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How a listener meets its peers.
 *
 * @param address where it is bound
 * @param certificates with which it speaks TLS; it speaks plainly without
 * @param proxyProtocol whether every connection must begin with a header of the PROXY protocol, version 1 or 2
 * @param trusted the proxies whose word about an address is taken; with {@code proxyProtocol}, nobody else may connect
 *     unless it is empty
 */
public record Front(
        InetSocketAddress address, Optional<Certificates> certificates, boolean proxyProtocol, List<Subnet> trusted) {

    public Front {
        trusted = List.copyOf(trusted);
    }

    /** Without TLS and with no proxy before it. */
    public static Front plain(InetSocketAddress address) {
        return new Front(address, Optional.empty(), false, List.of());
    }
}
