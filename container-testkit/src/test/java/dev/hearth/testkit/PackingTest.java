package dev.hearth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackingTest {

    @TempDir
    Path folder;

    private Set<String> packed(Class<?>... classes) throws IOException {
        Path jar = folder.resolve("test.jar");
        new Packing(List.of(classes)).into(jar);
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(Object::toString).collect(Collectors.toSet());
        }
    }

    interface Inner {}

    static final class Nested implements Inner {
        Object other(PackingTest around, org.assertj.core.api.Assert<?, ?> library) {
            return new Inner[] {};
        }
    }

    @Test
    void whatIsMentionedComesAlong() throws Exception {
        assertThat(packed(EchoObject.class))
                .containsExactlyInAnyOrder(
                        "dev/hearth/testkit/EchoObject.class",
                        "dev/hearth/testkit/Echo.class",
                        "dev/hearth/testkit/Echo$Answer.class");
    }

    @Test
    void theTestAroundAndOtherJarsStayOut() throws Exception {
        assertThat(packed(Nested.class))
                .containsExactlyInAnyOrder(
                        "dev/hearth/testkit/PackingTest$Nested.class", "dev/hearth/testkit/PackingTest$Inner.class");
    }

    @Test
    void aBrokenClassFileIsRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ClassMentions.in(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .withMessage("no class file");
    }
}
