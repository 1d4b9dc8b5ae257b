package io.jianhu.upstream;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of the models' hosts. A look-up holds its thread for as long as the name server is silent, so each runs on
 * a thread of its own, once for all who wait for it; while a known address is looked up again, the old one serves.
 */
public final class Names {

    private static final int MOST_HOSTS = 1000;
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final AsyncLoadingCache<String, @Nullable InetAddress> known;

    /** Turns a host's name into its address; may wait. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress resolve(String host) throws UnknownHostException;
    }

    public Names(Resolver resolver) {
        known = Caffeine.newBuilder()
                .maximumSize(MOST_HOSTS)
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(KEPT)
                .executor(Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("names-", 0).factory()))
                .buildAsync(host -> look(resolver, host));
    }

    /** Nothing is kept of a host that has no address. */
    private static @Nullable InetAddress look(Resolver resolver, String host) {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Waits for the address of a host, at most so long. */
    public InetAddress find(String host, Duration patience)
            throws UnknownHostException, TimeoutException, InterruptedException {
        try {
            InetAddress address = known.get(host).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (address != null) {
                return address;
            }
        } catch (ExecutionException e) {
            // Counts as unknown.
        }
        throw new UnknownHostException(host);
    }
}
