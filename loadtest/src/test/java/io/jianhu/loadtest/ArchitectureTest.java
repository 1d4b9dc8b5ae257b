package io.jianhu.loadtest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the load tests and the arrows between them. A new room or arrow is a change of this map. */
class ArchitectureTest {

    private static final String BASE = "io.jianhu.loadtest";
    private static final String BELOW = BASE + ".";

    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            entry("talk", Set.of()),
            entry("tell", Set.of("talk")),
            entry("model", Set.of("talk")),
            entry("ask", Set.of("talk")),
            entry("micro", Set.of("talk", "tell", "model", "ask", "arm")),
            entry("arm", Set.of("talk", "model", "ask")),
            entry("compare", Set.of("talk", "tell", "ask", "arm")),
            entry("peers", Set.of("talk", "tell", "ask", "arm", "compare")),
            entry("reload", Set.of("talk", "tell", "ask", "arm")),
            entry("scenario", Set.of("talk", "tell", "ask", "arm")),
            entry("crowd", Set.of("talk", "tell", "ask", "arm")),
            entry("growth", Set.of("talk", "tell", "ask", "arm", "crowd")));

    /** What rooms use of the gateway's own, beside {@code micro}, which measures what is inside it. */
    private static final Map<String, Set<String>> OF_THE_GATEWAY = Map.of(
            "talk", Set.of("text"),
            "ask", Set.of("net"),
            "model", Set.of("net"),
            "crowd", Set.of("net"),
            "arm", Set.of("robot"),
            "growth", Set.of("source", "release"));

    /** Without what is generated for the micro-benchmarks. */
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .importPackages(BASE);

    private static final DescribedPredicate<JavaClass> IN_A_ROOM = DescribedPredicate.describe(
            "in a room", type -> type.getPackageName().startsWith(BELOW));

    @Test
    void everyRoomSeesOnlyWhatTheMapAllows() {
        ROOMS.forEach((room, visible) -> {
            DescribedPredicate<JavaClass> forbidden = DescribedPredicate.describe(
                    "outside " + visible, type -> !room(type).equals(room) && !visible.contains(room(type)));
            noClasses()
                    .that()
                    .resideInAPackage(BELOW + room)
                    .should()
                    .dependOnClassesThat(IN_A_ROOM.and(forbidden))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage(BASE)
                    .check(HOUSE);
        });
    }

    @Test
    void everyArrowOfTheMapIsThere() {
        ROOMS.forEach((room, visible) -> assertThat(HOUSE.stream()
                        .filter(type -> type.getPackageName().equals(BELOW + room))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .filter(IN_A_ROOM)
                        .map(ArchitectureTest::room))
                .as(room)
                .containsAll(visible));
    }

    @Test
    void noRoomIsMissingFromTheMapAndNoneIsInvented() {
        Set<String> found = HOUSE.stream()
                .filter(IN_A_ROOM)
                .map(ArchitectureTest::room)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(ROOMS.keySet()));
    }

    @Test
    void outsideTheRoomsIsOnlyTheCommandLine() {
        assertThat(HOUSE.stream()
                        .filter(IN_A_ROOM.negate())
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info")))
                .containsOnly("Bench");
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void theRulesSawEnoughClasses() {
        assertThat(HOUSE.stream().filter(IN_A_ROOM).count()).isGreaterThan(150);
    }

    @Test
    void theGatewayIsMeasuredFromOutside() {
        for (String room : ROOMS.keySet()) {
            Set<String> used = OF_THE_GATEWAY.getOrDefault(room, Set.of());
            if (!room.equals("micro")) {
                noClasses()
                        .that()
                        .resideInAPackage(BELOW + room)
                        .should()
                        .dependOnClassesThat(DescribedPredicate.describe(
                                "of the gateway, outside " + used,
                                type -> isOfTheGateway(type)
                                        && !used.contains(type.getPackageName().substring("io.jianhu.".length()))))
                        .check(HOUSE);
            }
        }
    }

    @Test
    void librariesStayInTheirRooms() {
        onlyIn("io.netty..", "ask", "model", "crowd", "micro");
        onlyIn("org.openjdk.jmh..", "micro");
        onlyIn("com.hankcs..", "micro");
        onlyIn("com.github.houbb..", "micro");
    }

    @Test
    void everyRoomIsNullMarkedAndHasACaption() throws IOException {
        for (String room : ROOMS.keySet()) {
            Path file = Path.of("src/main/java/io/jianhu/loadtest", room, "package-info.java");
            assertThat(Files.readString(file)).contains("/**", "@NullMarked");
        }
    }

    @Test
    void filesAreSmall() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(100);
            assertThat(sources)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as(file.toString())
                            .hasSizeLessThanOrEqualTo(400));
        }
    }

    private static void onlyIn(String library, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(Stream.of(rooms).map(BELOW::concat).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(HOUSE);
    }

    private static boolean isOfTheGateway(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("io.jianhu.") && !name.equals(BASE) && !name.startsWith(BELOW);
    }

    private static String room(JavaClass type) {
        return type.getPackageName().substring(BELOW.length());
    }
}
