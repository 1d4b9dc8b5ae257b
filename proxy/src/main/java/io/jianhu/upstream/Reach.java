package io.jianhu.upstream;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses models may have, so that a robot file cannot turn the gateway against its own network. Addresses of
 * metadata services, of nobody and of everybody are refused whatever is allowed, also inside another form of address.
 */
public final class Reach {

    /** Everything but what is always refused. */
    public static final Reach DEFAULT = new Reach(List.of(), List.of());

    private static final List<Block> NEVER = List.of(
            Block.of("0.0.0.0/8"),
            Block.of("169.254.0.0/16"),
            Block.of("224.0.0.0/4"),
            Block.of("255.255.255.255/32"),
            Block.of("::/128"),
            Block.of("fe80::/10"),
            Block.of("ff00::/8"));

    private final List<Rule> allow;
    private final List<Rule> deny;

    private Reach(List<Rule> allow, List<Rule> deny) {
        this.allow = allow;
        this.deny = deny;
    }

    /**
     * Rules, each a block such as {@code 10.0.0.0/8}, an address, a host, or {@code *.HOST} for all hosts below one.
     *
     * @param allow what may be reached; empty for everything
     * @param deny what may not, although it is allowed
     * @throws IllegalArgumentException when a rule has a {@link #problem}
     */
    public static Reach of(List<String> allow, List<String> deny) {
        return new Reach(
                allow.stream().map(Rule::of).toList(),
                deny.stream().map(Rule::of).toList());
    }

    /** What is wrong with a rule; empty when it is right. */
    public static Optional<String> problem(String rule) {
        try {
            Rule.of(rule);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("'" + rule + "' (expected: such as 10.0.0.0/8, fd00::/8, model.example or *.example)");
        }
    }

    /** Whether a model of this name may be asked at this address. */
    boolean admits(String host, InetAddress address) {
        List<InetAddress> faces = Block.faces(address);
        if (faces.stream().anyMatch(face -> NEVER.stream().anyMatch(block -> block.holds(face)))) {
            return false;
        }
        return faces.stream().noneMatch(face -> deny.stream().anyMatch(rule -> rule.meets(host, face)))
                && (allow.isEmpty() || allow.stream().anyMatch(rule -> rule.meets(host, address)));
    }

    private sealed interface Rule {

        boolean meets(String host, InetAddress address);

        static Rule of(String text) {
            if (text.matches("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?") && !text.matches("[0-9.]+")) {
                return new Host(text);
            }
            return new Range(Block.of(text));
        }
    }

    private record Host(String name) implements Rule {
        @Override
        public boolean meets(String host, InetAddress address) {
            return name.startsWith("*.")
                    ? host.length() >= name.length()
                            && host.regionMatches(true, host.length() - name.length() + 1, name, 1, name.length() - 1)
                    : host.equalsIgnoreCase(name);
        }
    }

    private record Range(Block block) implements Rule {
        @Override
        public boolean meets(String host, InetAddress address) {
            return block.holds(address);
        }
    }
}
