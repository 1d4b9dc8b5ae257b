package io.jianhu;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Keeps what anybody logs, with its exceptions. */
final class EveryLogLine extends Handler {

    private final List<String> lines;

    EveryLogLine(List<String> lines) {
        this.lines = lines;
        setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(new SimpleFormatter().format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
