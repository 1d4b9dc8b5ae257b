package io.jianhu.upstream;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of the models' hosts. A look-up holds its thread for as long as the name server is silent, so each runs on
 * a thread of its own, once for all who wait for it; while a known address is looked up again, the old one serves.
 */
public final class Names {

    private static final int MOST_HOSTS = 1000;
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final AsyncLoadingCache<String, @Nullable Found> known;

    /** Turns a host's name into its addresses; may wait. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** What was found: the address to connect to. */
    sealed interface Found {

        /** Every address of the host may be reached; this one is taken. */
        record At(InetAddress address) implements Found {}

        /** One address of the host is out of reach, so that the host is. */
        record Forbidden() implements Found {}

        /** The host has no address. */
        record Nowhere() implements Found {}
    }

    public Names(Resolver resolver, Reach reach) {
        known = Caffeine.newBuilder()
                .maximumSize(MOST_HOSTS)
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(KEPT)
                .executor(Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("names-", 0).factory()))
                .buildAsync(host -> look(resolver, reach, host));
    }

    /** Nothing is kept of a host that has no address. */
    private static @Nullable Found look(Resolver resolver, Reach reach, String host) {
        try {
            List<InetAddress> addresses = List.of(resolver.resolve(bare(host)));
            if (addresses.isEmpty()) {
                return null;
            }
            return addresses.stream().allMatch(address -> reach.admits(host, address))
                    ? new Found.At(addresses.getFirst())
                    : new Found.Forbidden();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** An address of IPv6 without the brackets it has in a URL. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Where a host is; never waits, and never fails. */
    CompletableFuture<Found> find(String host) {
        return known.get(host)
                .handle((found, failure) -> found == null || failure != null ? new Found.Nowhere() : found);
    }
}
