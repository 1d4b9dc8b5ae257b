package io.jianhu.loadtest;

/** How something is told on the standard output. */
enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON
}
