package io.jianhu.flow;

/** Where an exception came from, without its message, which may quote a citizen. */
final class Wordless {

    private Wordless() {}

    static Throwable of(RuntimeException broken) {
        Throwable place = new Throwable(broken.getClass().getName());
        place.setStackTrace(broken.getStackTrace());
        return place;
    }
}
