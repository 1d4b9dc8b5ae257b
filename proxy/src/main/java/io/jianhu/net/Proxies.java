package io.jianhu.net;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxies in front of a listener whose word about an address is taken.
 *
 * @param trusted their addresses
 */
record Proxies(List<Subnet> trusted) {

    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*\"?([^\";]*)\"?\\s*(?=;|$)");
    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::[0-9]+)?|([0-9.]+)(?::[0-9]+)?|([0-9A-Fa-f:.]+)");

    Proxies {
        trusted = List.copyOf(trusted);
    }

    boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(subnet -> subnet.holds(address));
    }

    /**
     * Who asks: the peer, or the nearest address before trusted proxies by what these have written. Headers of which one
     * contradicts the other prove nothing.
     */
    InetAddress client(InetAddress peer, HttpHeaders headers) {
        List<String> each = headers.getAll("x-forwarded-for");
        List<String> forwarded = headers.getAll("forwarded");
        InetAddress byEach = before(peer, each, Optional::of);
        InetAddress byForwarded = before(peer, forwarded, element -> {
            Matcher found = FOR.matcher(element);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        });
        if (each.isEmpty()) {
            return byForwarded;
        }
        return forwarded.isEmpty() || byEach.equals(byForwarded) ? byEach : peer;
    }

    private InetAddress before(InetAddress peer, List<String> values, Function<String, Optional<String>> node) {
        List<String> hops = List.of(String.join(",", values).split(",", -1));
        InetAddress nearest = peer;
        for (int i = hops.size() - 1; i >= 0 && trusts(nearest); i--) {
            Optional<InetAddress> next = node.apply(hops.get(i).strip()).flatMap(Proxies::address);
            if (next.isEmpty()) {
                break;
            }
            nearest = next.get();
        }
        return nearest;
    }

    /** An address as it is written, never looked up. */
    static Optional<InetAddress> address(String text) {
        Matcher form = WITH_PORT.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String bare = form.group(1) != null ? form.group(1) : form.group(2) != null ? form.group(2) : form.group(3);
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(bare));
    }
}
