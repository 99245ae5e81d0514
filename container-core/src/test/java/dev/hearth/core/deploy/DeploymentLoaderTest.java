package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.testing.JarMaker;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes are defined as the JDK's own loaders define them, whether they are led to the container or not. */
class DeploymentLoaderTest {

    private static final String PLAIN = "public class %s {}";
    private static final String REDIRECTED = "public class %s { void end() { System.exit(1); } }";

    @TempDir
    Path folder;

    private Path jar(String name, String className, String source, String manifest) {
        return JarMaker.jar(folder.resolve(name))
                .source("parts." + className, source.formatted(className))
                .resource("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + manifest + "\n")
                .make();
    }

    private static DeploymentLoader loader(Path... jars) {
        return DeploymentLoader.shared(List.of(jars));
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, REDIRECTED})
    void aClassKnowsItsJarAndItsPackagesVersion(String source) throws Exception {
        Path jar = jar("one.jar", "One", source, "Implementation-Version: 7\n");
        try (DeploymentLoader loader = loader(jar)) {
            Class<?> one = loader.loadClass("parts.One");
            assertThat(one.getPackage().getImplementationVersion()).isEqualTo("7");
            assertThat(one.getProtectionDomain().getCodeSource().getLocation())
                    .isEqualTo(jar.toUri().toURL());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, REDIRECTED})
    void aSealedPackageIsThatOfOneJar(String source) throws Exception {
        Path open = jar("open.jar", "One", source, "");
        Path sealed = jar("sealed.jar", "Other", source, "Sealed: true\n");
        for (String first : List.of("One", "Other")) {
            String second = first.equals("One") ? "Other" : "One";
            try (DeploymentLoader loader = loader(open, sealed)) {
                assertThat(loadOf(loader, first)).isEqualTo("parts." + first);
                assertThatThrownBy(() -> loadOf(loader, second))
                        .isInstanceOf(SecurityException.class)
                        .hasMessageContaining("the package parts is in " + (second.equals("One") ? "open" : "sealed"));
            }
        }
    }

    @Test
    void thePartOfAManifestForAPackageGoesBeforeTheWhole() throws Exception {
        Path open = jar("open.jar", "One", PLAIN, "");
        Path sealed = jar("sealed.jar", "Other", PLAIN, "Sealed: true\n\nName: parts/\nSealed: false\n");
        try (DeploymentLoader loader = loader(open, sealed)) {
            assertThat(loadOf(loader, "One")).isEqualTo("parts.One");
            assertThat(loadOf(loader, "Other")).isEqualTo("parts.Other");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, REDIRECTED})
    void classesAreFoundAlsoWhereCodeHasSwitchedTheJvmsCacheOfJarsOff(String source) throws Exception {
        boolean before = URLConnection.getDefaultUseCaches("jar");
        URLConnection.setDefaultUseCaches("jar", false);
        try (DeploymentLoader loader = loader(jar("one.jar", "One", source, ""))) {
            assertThat(loadOf(loader, "One")).isEqualTo("parts.One");
        } finally {
            URLConnection.setDefaultUseCaches("jar", before);
        }
    }

    @Test
    void aClosedLoaderLoadsNothingMore() throws Exception {
        DeploymentLoader loader = loader(jar("one.jar", "One", PLAIN, ""), jar("other.jar", "Other", PLAIN, ""));
        assertThat(loadOf(loader, "One")).isEqualTo("parts.One");
        loader.close();
        assertThatThrownBy(() -> loadOf(loader, "Other")).isInstanceOf(ClassNotFoundException.class);
    }

    private static String loadOf(ClassLoader loader, String name) throws ClassNotFoundException {
        return loader.loadClass("parts." + name).getName();
    }
}
