package dev.hearth.core.endtoend;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** Compiles sources of {@code src/test/resources/endtoend} into JARs. */
final class Sources {

    private Sources() {}

    /** A JAR of these classes, for {@code deploy}. */
    static JarMaker jar(Path jar, String... classes) {
        JarMaker maker = JarMaker.jar(jar);
        for (String name : classes) {
            maker.source(name, text(name));
        }
        return maker;
    }

    /** A JAR of these classes and of what runs a client's program. */
    static Path client(Path jar, String... classes) {
        return jar(jar, classes).source("check.Runner", text("check.Runner")).make();
    }

    /** A source without its package line. */
    static String text(String name) {
        String file = "/endtoend/" + name.replace('.', '/') + ".java";
        try (InputStream source = Objects.requireNonNull(Sources.class.getResourceAsStream(file), file)) {
            String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf(';') + 1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
