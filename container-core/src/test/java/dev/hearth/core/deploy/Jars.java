package dev.hearth.core.deploy;

import dev.hearth.api.Attribute;
import dev.hearth.api.Caller;
import dev.hearth.api.ObjectContext;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.testing.JarMaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.util.Collections;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** JARs that many tests want, and calls of what is in them. */
final class Jars {

    static final String REMOTE =
            "public interface Voice extends java.rmi.Remote {" + " String say() throws java.rmi.RemoteException; }";

    private Jars() {}

    /** A JAR with one object of this name, whose {@code say()} answers with this text. */
    static JarMaker saying(Path jar, String name, String text) {
        return JarMaker.jar(jar)
                .source("voices.Voice", REMOTE)
                .source(
                        "voices.VoiceObject",
                        "@dev.hearth.api.HostedObject(name = \"" + name + "\")"
                                + " public class VoiceObject implements Voice {"
                                + " public String say() { return \"" + text + "\"; } }");
    }

    /** A JAR with {@code voices.Voice} and a class {@code voices.VoiceObject} of this source. */
    static JarMaker of(Path jar, String implementation) {
        return JarMaker.jar(jar).source("voices.Voice", REMOTE).source("voices.VoiceObject", implementation);
    }

    /** A copy of a JAR with one object of this name and class more. */
    static Path hosting(Path template, Path jar, String name, String type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile from = new ZipFile(template.toFile());
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream content = from.getInputStream(entry)) {
                    content.transferTo(to);
                }
            }
            to.putNextEntry(new ZipEntry("META-INF/hearth.yaml"));
            to.write(("objects: [{name: " + name + ", class: " + type + "}]").getBytes(StandardCharsets.UTF_8));
        }
        Files.createDirectories(jar.toAbsolutePath().getParent());
        return Files.write(jar, bytes.toByteArray());
    }

    static String say(HostedType type) {
        return say(type, make(type));
    }

    static String say(HostedType type, Object servant) {
        HostedMethod method = type.methods().stream()
                .filter(candidate -> candidate.name().equals("say"))
                .findFirst()
                .orElseThrow();
        try {
            return String.valueOf(method.invoke(servant, new Object[0]));
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    static Object make(HostedType type) {
        try {
            return type.factory().create(new Context(type.name()));
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    /** The surroundings of an object that never asks for more than its name. */
    record Context(String name) implements ObjectContext {

        @Override
        public <T> Optional<T> attribute(Attribute<T> attribute) {
            return Optional.empty();
        }

        @Override
        public String key() {
            return "";
        }

        @Override
        public Caller caller() {
            throw new IllegalStateException("no call");
        }

        @Override
        public <T extends Remote> T lookup(String wanted, Class<T> type) throws NotBoundException {
            throw new NotBoundException(wanted);
        }

        @Override
        public boolean exists(String wanted) {
            return false;
        }

        @Override
        public boolean isNew() {
            return true;
        }

        @Override
        public Optional<String> setting(String wanted) {
            return Optional.empty();
        }

        @Override
        public void remove() {
            throw new IllegalStateException("no call");
        }
    }

    /** Gives an entry of a JAR the name of another one, which is as long. */
    static void sameName(Path jar, String name, String other) throws IOException {
        String bytes = Files.readString(jar, StandardCharsets.ISO_8859_1);
        Files.writeString(jar, bytes.replace(name, other), StandardCharsets.ISO_8859_1);
    }
}
