package io.jianhu.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever life is made of allowed moves reads back as it was written; one that is broken anywhere is refused there. */
class LifePropertyTest {

    private static final int FIRST_LINE = 21;

    private static final Lifecycle LIFECYCLE = Sample.compile(Map.of("registry.yaml", Lives.VOCABULARY))
            .vocabulary()
            .lifecycle();

    @Property(tries = 300)
    void everyAllowedLifeReadsBack(@ForAll long seed, @ForAll @IntRange(min = 0, max = 12) int moves) {
        List<Line> life = life(new Random(seed), moves);
        Robot robot = Sample.compile(files(life, life.getLast().status()))
                .robot("FT-001")
                .orElseThrow();
        assertThat(robot.history().stream().map(LifePropertyTest::line)).isEqualTo(life);
        assertThat(robot.status()).isEqualTo(life.getLast().status());
    }

    @Property(tries = 300)
    void aLifeThatIsBrokenAnywhereIsRefusedThere(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int moves, @ForAll Harm harm) {
        Random random = new Random(seed);
        List<Line> life = life(random, moves);
        int at = life.size() == 1 ? 0 : 1 + random.nextInt(life.size() - 1);
        Line broken = at == 0 ? life.getFirst().named("") : harm.done(life, at);
        List<Line> lives = new ArrayList<>(life);
        lives.set(at, broken);
        assertThat(Sample.problems(files(lives, life.getLast().status())))
                .as(broken.toString())
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("robots/FT-001.yaml:" + (FIRST_LINE + at) + ":"));
    }

    /** What can be wrong with one step. */
    enum Harm {
        STATUS {
            @Override
            Line done(List<Line> life, int at) {
                // No move leads back to a draft.
                return life.get(at).with(Robot.Status.DRAFT);
            }
        },
        ROLE {
            @Override
            Line done(List<Line> life, int at) {
                Robot.Status from = life.get(at - 1).status();
                Lifecycle.Role nobody = List.of(Lifecycle.Role.values()).stream()
                        .filter(role -> LIFECYCLE.from(from).stream()
                                .filter(move -> move.to() == life.get(at).status())
                                .noneMatch(move -> move.by().contains(role)))
                        .findFirst()
                        .orElseThrow();
                return life.get(at).with(nobody);
            }
        },
        DAY {
            @Override
            Line done(List<Line> life, int at) {
                return life.get(at).on(life.get(at - 1).since().minusDays(1));
            }
        },
        NO_EVIDENCE {
            @Override
            Line done(List<Line> life, int at) {
                return life.get(at).with(Map.of());
            }
        },
        FOREIGN_EVIDENCE {
            @Override
            Line done(List<Line> life, int at) {
                Map<String, String> more = new java.util.TreeMap<>(life.get(at).evidence());
                more.put("hearsay", "据说");
                return life.get(at).with(more);
            }
        },
        NO_NAME {
            @Override
            Line done(List<Line> life, int at) {
                return life.get(at).named("");
            }
        };

        abstract Line done(List<Line> life, int at);
    }

    /** A step as it is written. */
    record Line(Robot.Status status, LocalDate since, Lifecycle.Role role, String name, Map<String, String> evidence) {

        Line with(Robot.Status other) {
            return new Line(other, since, role, name, evidence);
        }

        Line with(Lifecycle.Role other) {
            return new Line(status, since, other, name, evidence);
        }

        Line with(Map<String, String> other) {
            return new Line(status, since, role, name, other);
        }

        Line on(LocalDate day) {
            return new Line(status, day, role, name, evidence);
        }

        Line named(String other) {
            return new Line(status, since, role, other, evidence);
        }

        @Override
        public String toString() {
            return "  - {status: " + Lifecycle.word(status) + ", since: " + since + ", by: {role: " + role.word()
                    + ", name: \"" + name + "\"}, evidence: {"
                    + evidence.entrySet().stream()
                            .map(one -> one.getKey() + ": \"" + one.getValue() + "\"")
                            .collect(Collectors.joining(", "))
                    + "}}\n";
        }
    }

    private static Line line(Step step) {
        return new Line(step.status(), step.since(), step.by().role(), step.by().name(), step.evidence());
    }

    private static List<Line> life(Random random, int moves) {
        List<Line> life = new ArrayList<>();
        LocalDate day = LocalDate.of(2026, 1, 5);
        life.add(new Line(Robot.Status.DRAFT, day, Lifecycle.Role.DEPARTMENT, "示例科", Map.of()));
        for (int made = 0; made < moves; made++) {
            List<Lifecycle.Move> next = LIFECYCLE.from(life.getLast().status());
            if (next.isEmpty()) {
                break;
            }
            Lifecycle.Move move = next.get(random.nextInt(next.size()));
            day = day.plusDays(random.nextInt(3));
            List<Lifecycle.Role> roles = move.by().stream().sorted().toList();
            Map<String, String> evidence = new java.util.TreeMap<>();
            move.evidence().forEach(name -> evidence.put(name, "据-" + random.nextInt(100)));
            if (random.nextBoolean()) {
                move.optional().stream()
                        .filter(name -> !name.equals(Step.SUCCESSOR))
                        .forEach(name -> evidence.put(name, "据-" + random.nextInt(100)));
            }
            // A name of its own for every step, so that each is made by another person than the one before.
            life.add(new Line(move.to(), day, roles.get(random.nextInt(roles.size())), "示例" + made, evidence));
        }
        return life;
    }

    private static Map<String, String> files(List<Line> life, Robot.Status status) {
        String history = "history:\n" + life.stream().map(Line::toString).collect(Collectors.joining());
        Map<String, String> files = Sample.withRobot(
                Sample.ROBOT.replace("status: on-duty", "status: " + Lifecycle.word(status)) + history);
        files.put("registry.yaml", Lives.VOCABULARY);
        return files;
    }
}
