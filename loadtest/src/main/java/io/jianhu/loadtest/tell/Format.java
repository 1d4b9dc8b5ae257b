package io.jianhu.loadtest.tell;

/** How something is told on the standard output. */
public enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON
}
