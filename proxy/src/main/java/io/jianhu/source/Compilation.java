package io.jianhu.source;

import java.util.List;

/** What becomes of files: everything, or every problem at once. */
public sealed interface Compilation<T> {

    record Compiled<T>(T value) implements Compilation<T> {}

    record Rejected<T>(List<Problem> problems) implements Compilation<T> {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
