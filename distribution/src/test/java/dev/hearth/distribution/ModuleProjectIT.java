package dev.hearth.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code pom.xml} in {@code docs/HOOKS.md} builds the module of that page, and runs its test, in a project of its own. */
class ModuleProjectIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SAMPLES = ROOT.resolve("sample-objects/src");
    private static final String VERSION = System.getProperty("hearth.version");
    private static final Pattern POM = Pattern.compile("(?s)<!-- example: pom.xml -->\n```xml\n(.*?)```");

    @TempDir
    Path folder;

    @Test
    void theProjectOfThePageIsBuiltAndItsTestRuns() throws Exception {
        Path project = project();

        Process maven = new ProcessBuilder("mvn", "-B", "-o", "-Dmaven.repo.local=" + repository(), "package")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("build.log").toFile())
                .start();

        assertThat(maven.waitFor())
                .as(Files.readString(folder.resolve("build.log")))
                .isZero();
        assertThat(Files.readString(folder.resolve("build.log")))
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
        try (JarFile jar =
                new JarFile(project.resolve("target/office-hours.jar").toFile())) {
            assertThat(jar.getEntry("META-INF/services/dev.hearth.api.hook.HookModule"))
                    .isNotNull();
            assertThat(jar.getEntry("dev/hearth/samples/tour/OfficeHoursModule.class"))
                    .isNotNull();
        }
    }

    /** The page's module and its test. */
    private Path project() throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        Matcher pom = POM.matcher(Files.readString(ROOT.resolve("docs/HOOKS.md")));
        assertThat(pom.find()).as("a pom.xml").isTrue();
        Files.writeString(project.resolve("pom.xml"), pom.group(1));
        Path tour = SAMPLES.resolve("test/java/dev/hearth/samples/tour");
        copy(tour.resolve("OfficeHoursModule.java"), project.resolve("src/main/java/dev/hearth/samples/tour"));
        copy(tour.resolve("OfficeHoursTest.java"), project.resolve("src/test/java/dev/hearth/samples/tour"));
        Path services = Files.createDirectories(project.resolve("src/main/resources/META-INF/services"));
        Files.writeString(
                services.resolve("dev.hearth.api.hook.HookModule"), "dev.hearth.samples.tour.OfficeHoursModule\n");
        return project;
    }

    private static void copy(Path file, Path to) throws IOException {
        Files.copy(file, Files.createDirectories(to).resolve(file.getFileName()));
    }

    /** The repository of this build, as it would be after {@code mvn install}, without a change to it. */
    private Path repository() throws IOException {
        Path present = Path.of(System.getProperty("hearth.repository"));
        Path repository = Files.createDirectory(folder.resolve("repository"));
        link(present, repository, "dev");
        link(present.resolve("dev"), Files.createDirectory(repository.resolve("dev")), "hearth");
        Path hearth = Files.createDirectory(repository.resolve("dev/hearth"));
        Path parent = Files.createDirectories(hearth.resolve("hearth/" + VERSION));
        Files.copy(ROOT.resolve("pom.xml"), parent.resolve("hearth-" + VERSION + ".pom"));
        for (String module : List.of("container-api", "container-core", "container-testkit", "sample-objects")) {
            Path place = Files.createDirectories(hearth.resolve(module).resolve(VERSION));
            String name = module + "-" + VERSION;
            Files.copy(ROOT.resolve(module).resolve("pom.xml"), place.resolve(name + ".pom"));
            Path target = ROOT.resolve(module).resolve("target");
            Path versioned = target.resolve(name + ".jar"); // that of the samples has no version in its name
            Files.copy(
                    Files.exists(versioned) ? versioned : target.resolve(module + ".jar"),
                    place.resolve(name + ".jar"));
        }
        return repository;
    }

    /** All that is in a folder, but for one. */
    private static void link(Path from, Path into, String but) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(path -> !path.endsWith(but)).toList()) {
                Files.createSymbolicLink(into.resolve(entry.getFileName()), entry);
            }
        }
    }
}
