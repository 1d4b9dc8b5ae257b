package io.jianhu.loadtest.arm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The gateway, but for one difference. */
public sealed interface Variation permits Variant, Part {

    /** What its arm is called: up to twelve small letters, digits and dashes. */
    String arm();

    /** What is different, in one line. */
    String difference();

    /** What stands before the gateway's command. */
    List<String> before();

    /** How many words are looked for, where that is usually {@code usual}. */
    int words(int usual);

    /** Changes a policy directory that is as usual. */
    void change(Path policies) throws IOException;
}
