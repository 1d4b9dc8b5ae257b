package io.jianhu;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Hears signals. The only way is a class of module {@code jdk.unsupported} that the compiler warns of whatever it is told,
 * so it is reached by its name; where the JVM has none, its own ways stay.
 */
final class Signals {

    private static final System.Logger LOG = System.getLogger(Signals.class.getName());
    /** 128 and the number of SIGTERM, as a shell says of whom it has ended. */
    private static final int ENDED = 143;

    private Signals() {}

    /** The process is ending: from now on another SIGTERM or SIGINT ends it at once. The JVM would ignore it. */
    static void anotherEndsAtOnce() {
        Runnable end = () -> Runtime.getRuntime().halt(ENDED);
        hear("TERM", end);
        hear("INT", end);
    }

    /** SIGHUP, by which servers are asked to read their files again, ends nothing: that is done all the time. */
    static void surviveHangUp() {
        hear(
                "HUP",
                () -> LOG.log(
                        System.Logger.Level.INFO,
                        "SIGHUP: nothing to do, policies and certificates are read again whenever they change"));
    }

    private static void hear(String name, Runnable act) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object acting = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        act.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), acting);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            LOG.log(System.Logger.Level.INFO, "signal " + name + " will not be heard: " + e);
        }
    }
}
