package dev.hearth.core.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.hearth.core.call.CallEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows: each room imports what lies below it, the shared words, the configuration and the API. */
class ArrowsTest {

    private static final String CORE = "dev.hearth.core";
    private static final String API = "dev.hearth.api..";
    private static final String JACKSON = "com.fasterxml.jackson..";

    /** Everything outside of Hearth that each room may use. */
    private static final String[] EVERYWHERE = {
        "java..", "javax.net..", "org.slf4j..", "org.jspecify..", "com.google.errorprone.annotations.."
    };

    private static final String[] DATABASES = {
        "java.sql..", "javax.sql..", "com.zaxxer..", "org.h2..", "org.postgresql.."
    };

    /** What is found by name is as internal as what is imported. */
    private static final String[] INTERNALS = {
        "sun..", "com.sun.proxy..", "com.sun.jndi..", "com.sun.naming..", "jdk.internal.."
    };

    private static final JavaClasses HEARTH = new ClassFileImporter()
            .importUrl(CallEntry.class.getProtectionDomain().getCodeSource().getLocation());

    /** What a room may import besides itself and the API. */
    private record Room(List<String> rooms, List<String> libraries) {}

    private static final Map<String, Room> ROOMS = new TreeMap<>(Map.ofEntries(
            room("call", List.of(), List.of("org.objectweb.asm..")), // in call.marks alone, which reads class files
            room("config", List.of(), List.of(JACKSON, "io.smallrye..", "org.eclipse.microprofile..")),
            room("wire.marshal", List.of("call", "config"), List.of("javax.crypto..", "javax.rmi.ssl..")),
            room("wire.transport", List.of("config"), List.of("javax.rmi.ssl..", "javax.security.auth..")),
            room("wire.outgoing", List.of("call", "config", "wire.marshal", "wire.transport"), List.of()),
            room("wire.registry", List.of("call", "config", "wire.marshal"), List.of()),
            room("wire.jrmp", List.of("call", "config", "wire.marshal", "wire.outgoing", "wire.transport"), List.of()),
            room("store", List.of("call", "config"), List.of(JACKSON)),
            room("store.log", List.of("call", "config", "store"), List.of()),
            room("store.jdbc", List.of("call", "config", "store"), List.of(DATABASES)),
            room("adapter", List.of("call", "config", "store"), List.of()),
            room(
                    "jmx",
                    List.of("call", "config", "store", "adapter"),
                    List.of("javax.management..", "javax.security.auth..")),
            room("hosted", List.of("call", "config", "store", "adapter"), List.of("javax.naming..")),
            room("dispatch", List.of("call", "config", "store", "adapter"), List.of()),
            room("pipeline", List.of("call", "config", "store", "adapter", "dispatch"), List.of()),
            room("deploy", List.of("call", "config"), List.of(JACKSON, "org.objectweb.asm..")),
            room("adopt", List.of(), List.of("org.objectweb.asm..", "javax.xml.stream..")),
            room("identity", List.of("call", "store"), List.of("javax.crypto..", "at.favre.lib.crypto.bcrypt..")),
            room("modules", List.of(), List.of("io.micrometer..", "io.prometheus..", "io.opentelemetry..")),
            room("admin", List.of("call", "config"), List.of(JACKSON, "com.sun.net.httpserver..", "io.javalin..")),
            // the client of the admin port: it reads the file with the port's address and speaks its JSON
            room(
                    "cli",
                    List.of("call", "config", "admin", "adopt"),
                    List.of("picocli..", "ch.qos.logback..", JACKSON))));

    private static Map.Entry<String, Room> room(String name, List<String> rooms, List<String> libraries) {
        return Map.entry(name, new Room(rooms, libraries));
    }

    static Stream<String> rooms() {
        return ROOMS.keySet().stream();
    }

    /** The packages of a room; those below {@code store} are rooms of their own. */
    private static String packagesOf(String room) {
        return CORE + "." + room + (room.equals("store") ? "" : "..");
    }

    private static DescribedPredicate<JavaClass> in(List<String> packages) {
        DescribedPredicate<JavaClass> primitives = DescribedPredicate.describe(
                "are primitive", type -> type.getBaseComponentType().isPrimitive());
        return resideInAnyPackage(packages.toArray(String[]::new)).or(primitives);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void eachRoomImportsOnlyWhatLiesBelowIt(String name) {
        Room room = ROOMS.get(name);
        List<String> allowed = new ArrayList<>(List.of(EVERYWHERE));
        allowed.add(API);
        allowed.add(packagesOf(name));
        allowed.addAll(room.libraries());
        room.rooms().forEach(below -> allowed.add(packagesOf(below)));
        classes()
                .that(resideInAPackage(packagesOf(name)))
                .should()
                .onlyDependOnClassesThat(in(allowed))
                .check(HEARTH);
    }

    @Test
    void everyClassLiesInARoom() {
        List<String> known = new ArrayList<>();
        ROOMS.keySet().forEach(room -> known.add(packagesOf(room)));
        known.add(CORE + ".server..");
        classes().should().resideInAnyPackage(known.toArray(String[]::new)).check(HEARTH);
    }

    @Test
    void onlyTheServerKnowsEverybody() {
        noClasses()
                .that(resideInAnyPackage(
                        ROOMS.keySet().stream().map(ArrowsTest::packagesOf).toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAPackage(CORE + ".server.."))
                .check(HEARTH);
    }

    @Test
    void roomsHaveNoCircles() {
        slices().matching(CORE + ".(*)..").should().beFreeOfCycles().check(HEARTH);
    }

    @Test
    void onlyOneRoomKnowsDatabases() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CORE + ".store.jdbc..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(DATABASES))
                .check(HEARTH);
    }

    /** The command line takes the environment once, where a process begins, and hands it to the configuration. */
    @Test
    void onlyTheConfigurationReadsFilesOfSettingsAndTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CORE + ".config..")
                .and()
                .doNotHaveFullyQualifiedName(CORE + ".cli.Surroundings")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Properties.class)
                .check(HEARTH);
    }

    @Test
    void nobodyUsesInternalClassesOfTheJdk() {
        noClasses().should().dependOnClassesThat(resideInAnyPackage(INTERNALS)).check(HEARTH);
    }

    /** Guards the guard: a rule that looks at nothing holds always. */
    @Test
    void thereIsSomethingToLookAt() {
        for (String room : ROOMS.keySet()) {
            assertThat(HEARTH.that(resideInAPackage(packagesOf(room)))).as(room).isNotEmpty();
        }
    }
}
