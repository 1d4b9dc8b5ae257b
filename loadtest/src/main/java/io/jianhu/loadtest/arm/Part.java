package io.jianhu.loadtest.arm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The gateway with more or less to do than usual. */
public enum Part implements Variation {
    NO_RULES("neither rules nor words: the notice, the label and the records only", OptionalInt.of(0), ".*"),
    NO_WORDS("the shipped rules without words beside them", OptionalInt.of(0), ""),
    MANY_WORDS("100,000 words beside the shipped rules", OptionalInt.of(100_000), ""),
    NO_MASKING("no rules on personal data", OptionalInt.empty(), "privacy"),
    AUDIT_SYNC("each record forced to the disk by itself", "sync"),
    AUDIT_ASYNC("records forced to the disk once a second", "async");

    private final String difference;
    private final OptionalInt words;
    private final String without;
    private final String durability;

    Part(String difference, String durability) {
        this(difference, OptionalInt.empty(), "", durability);
    }

    /**
     * @param words how many are looked for, where it is not as many as usual
     * @param without which sets of rules are taken away: an expression for the whole names of their files, but for the ending
     */
    Part(String difference, OptionalInt words, String without) {
        this(difference, words, without, "group");
    }

    Part(String difference, OptionalInt words, String without, String durability) {
        this.difference = difference;
        this.words = words;
        this.without = without;
        this.durability = durability;
    }

    @Override
    public String arm() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String difference() {
        return difference;
    }

    @Override
    public List<String> before() {
        return List.of("env", "JIANHU_AUDIT_DURABILITY=" + durability);
    }

    @Override
    public int words(int usual) {
        return words.orElse(usual);
    }

    /** Takes rules away, and with them the register that says what they are for. */
    @Override
    public void change(Path policies) throws IOException {
        boolean less = false;
        try (Stream<Path> files = Files.list(policies.resolve("rules"))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().matches("(" + without + ")\\.yaml")) {
                    Files.delete(file);
                    less = true;
                }
            }
        }
        if (less) {
            Files.delete(policies.resolve("measures.yaml"));
        }
    }
}
