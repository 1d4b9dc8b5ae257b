package io.jianhu.matrix;

import java.util.List;

/**
 * Something the program does at run time whatever the rules say.
 *
 * @param name such as {@code first-turn-notice}
 * @param tests the test classes that prove it, such as {@code DisclosureTest}; at least one
 */
public record Control(String name, Words title, List<String> tests) {

    public Control {
        tests = List.copyOf(tests);
    }
}
