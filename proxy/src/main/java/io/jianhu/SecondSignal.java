package io.jianhu;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * What becomes of SIGTERM and SIGINT once the process is ending: another one ends it at once. The JVM ignores it. The
 * only way to hear it is a class of module {@code jdk.unsupported} that the compiler warns of whatever it is told, so it
 * is reached by its name.
 */
final class SecondSignal {

    private static final List<String> SIGNALS = List.of("TERM", "INT");
    /** 128 and the number of SIGTERM, as a shell says of whom it has ended. */
    private static final int ENDED = 143;

    private SecondSignal() {}

    /** From now on a signal ends the process; where the JVM has no way to hear it, nothing changes. */
    static void endsAtOnce() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object end = Proxy.newProxyInstance(
                    SecondSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        Runtime.getRuntime().halt(ENDED);
                        throw new IllegalStateException("halted");
                    });
            for (String name : SIGNALS) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), end);
            }
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            System.getLogger(SecondSignal.class.getName())
                    .log(System.Logger.Level.INFO, "a second signal will not be heard: " + e);
        }
    }
}
