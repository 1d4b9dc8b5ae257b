package io.jianhu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Original;
import io.jianhu.chat.Raw;
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

/** The rooms of the house and the arrows between them. A new room or arrow is a change of this map. */
class ArchitectureTest {

    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            entry("text", Set.of()),
            entry("source", Set.of()),
            entry("store", Set.of()),
            entry("chat", Set.of("text")),
            entry("guard", Set.of("chat", "text")),
            entry("recognise", Set.of("text")),
            entry("mask", Set.of("chat", "text", "recognise", "guard")),
            entry("signing", Set.of("source")),
            entry("disclose", Set.of("chat", "text", "source", "signing")),
            entry("policy", Set.of("chat", "text", "source", "guard", "mask", "disclose")),
            entry("matrix", Set.of("text", "source", "policy")),
            entry("release", Set.of("chat", "source", "signing")),
            entry("robot", Set.of("chat", "source", "store", "signing")),
            entry("escalate", Set.of("chat", "store", "robot")),
            entry("frame", Set.of()),
            entry("wire", Set.of("chat", "frame")),
            entry("openai", Set.of("chat", "frame", "wire")),
            entry("responses", Set.of("chat", "frame", "wire")),
            entry("anthropic", Set.of("chat", "frame", "wire")),
            entry("ollama", Set.of("chat", "frame", "wire")),
            entry("cache", Set.of("chat", "frame", "wire")),
            entry("api", Set.of("wire", "openai", "responses", "anthropic", "ollama")),
            entry("audit", Set.of("chat", "store")),
            entry("telemetry", Set.of("chat")),
            entry(
                    "flow",
                    Set.of("chat", "text", "signing", "guard", "mask", "disclose", "policy", "robot", "escalate")),
            entry("upstream", Set.of("chat", "robot")),
            entry("net", Set.of("chat", "wire", "cache", "flow", "robot", "upstream")),
            entry("desk", Set.of("chat", "frame", "disclose", "robot", "escalate", "flow", "net")),
            entry("admin", Set.of("chat", "robot", "policy", "release", "escalate", "audit", "telemetry", "net")),
            entry("assess", Set.of("chat", "text", "source")),
            entry("demo", Set.of("wire", "net")));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.jianhu");

    private static final DescribedPredicate<JavaClass> IN_THE_HOUSE = DescribedPredicate.describe(
            "of jianhu", type -> type.getPackageName().startsWith("io.jianhu."));

    @Test
    void everyRoomSeesOnlyWhatTheMapAllows() {
        ROOMS.forEach((room, visible) -> {
            DescribedPredicate<JavaClass> forbidden = DescribedPredicate.describe(
                    "outside " + visible,
                    type -> !type.getPackageName().equals("io.jianhu." + room) && !visible.contains(room(type)));
            noClasses()
                    .that()
                    .resideInAPackage("io.jianhu." + room)
                    .should()
                    .dependOnClassesThat(IN_THE_HOUSE.and(forbidden))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("io.jianhu")
                    .check(HOUSE);
        });
    }

    @Test
    void noRoomIsMissingFromTheMapAndNoneIsInvented() {
        Set<String> found = HOUSE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("io.jianhu."))
                .map(name -> name.substring("io.jianhu.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(ROOMS.keySet()));
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("io.jianhu.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void theRulesSawEnoughClasses() {
        assertThat(HOUSE.stream().filter(IN_THE_HOUSE).count()).isGreaterThan(150);
    }

    @Test
    void onlyTheRoomsWithSocketsKnowNetty() {
        onlyIn("io.netty..", "io.jianhu.net", "io.jianhu.upstream");
    }

    @Test
    void librariesStayInTheirRooms() {
        onlyIn("org.snakeyaml..", "io.jianhu.source");
        onlyIn("com.google.re2j..", "io.jianhu.guard");
        onlyIn("io.micrometer..", "io.jianhu.telemetry");
        onlyIn("io.prometheus..", "io.jianhu.telemetry");
        onlyIn("io.opentelemetry..", "io.jianhu.telemetry");
        onlyIn("picocli..", "io.jianhu");
        onlyIn("org.bouncycastle..", "io.jianhu.signing");
    }

    @Test
    void rawWordsStopAtTheMask() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.jianhu.chat",
                        "io.jianhu.wire",
                        "io.jianhu.openai",
                        "io.jianhu.responses",
                        "io.jianhu.anthropic",
                        "io.jianhu.ollama",
                        "io.jianhu.mask",
                        "io.jianhu.flow",
                        "io.jianhu.net")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Raw.class)
                .check(HOUSE);
    }

    @Test
    void originalsAreMadeByTheMaskAndReadOnlyWhereAGuardianIsShownThem() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.jianhu.chat", "io.jianhu.mask", "io.jianhu.flow", "io.jianhu.escalate", "io.jianhu.admin")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Original.class)
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.jianhu.chat", "io.jianhu.mask")
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "of Original", call -> call.getTargetOwner().isEquivalentTo(Original.class)))
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.jianhu.chat")
                .and()
                .doNotHaveFullyQualifiedName("io.jianhu.admin.RevealPage")
                .should()
                .callMethod(Original.class, "value")
                .check(HOUSE);
    }

    @Test
    void onlyTheMaskMakesAnExchange() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.jianhu.mask", "io.jianhu.chat")
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "of Exchange", call -> call.getTargetOwner().isEquivalentTo(Exchange.class)))
                .check(HOUSE);
    }

    @Test
    void exceptionsOfTheHouseAreFinalOrSealed() {
        classes()
                .that()
                .areAssignableTo(Exception.class)
                .and(IN_THE_HOUSE)
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void everyRoomIsNullMarkedAndHasACaption() throws IOException {
        for (String room : ROOMS.keySet()) {
            Path file = Path.of("src/main/java/io/jianhu", room, "package-info.java");
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
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(HOUSE);
    }

    private static String room(JavaClass type) {
        return type.getPackageName().substring("io.jianhu.".length());
    }
}
