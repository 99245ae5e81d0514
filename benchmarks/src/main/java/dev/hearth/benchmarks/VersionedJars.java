package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Tally;
import dev.hearth.benchmarks.subject.Versioned;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * JARs of twenty classes each, which differ in one resource: two remote interfaces, an object for each, and sixteen classes
 * that a call goes through. Made with the JDK's compiler, once.
 */
final class VersionedJars {
    private static final String PACKAGE = "made";
    private static final int STEPS = 16;

    private final Map<String, byte[]> classes = new TreeMap<>();

    /** Compiles in this folder, which is the caller's to delete. */
    VersionedJars(Path folder) throws IOException {
        compile(folder);
        for (Class<?> type : List.of(Versioned.class, Tally.class)) {
            String path = type.getName().replace('.', '/') + ".class";
            try (InputStream in = VersionedJars.class.getClassLoader().getResourceAsStream(path)) {
                if (in == null) {
                    throw new IllegalStateException("no " + path + " on the class path");
                }
                classes.put(path, in.readAllBytes());
            }
        }
    }

    private void compile(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException(
                    "this Java has no compiler: the measurement needs a JDK, set JAVA_HOME to one");
        }
        Path sources = Files.createDirectories(folder.resolve("sources").resolve(PACKAGE));
        List<String> arguments = new ArrayList<>(List.of(
                "--release",
                "17",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.resolve("classes").toString()));
        for (Map.Entry<String, String> source : sources().entrySet()) {
            arguments.add(Files.writeString(
                            sources.resolve(source.getKey() + ".java"), "package " + PACKAGE + "; " + source.getValue())
                    .toString());
        }
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("the JAR's classes can't be compiled");
        }
        Path made = folder.resolve("classes").resolve(PACKAGE);
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                classes.put(PACKAGE + "/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    private static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        for (int i = 0; i < STEPS; i++) {
            String next = i + 1 < STEPS ? "Step" + (i + 1) + ".of(number)" : "number";
            sources.put(
                    "Step" + i, "final class Step" + i + " { static long of(long number) { return " + next + "; } }");
        }
        sources.put(
                "VersionedObject",
                "public final class VersionedObject implements " + Versioned.class.getName() + " {"
                        + " private static final long VERSION = read();"
                        + " private static long read() {"
                        + " try (var in = VersionedObject.class.getResourceAsStream(\"/version.txt\")) {"
                        + " return Long.parseLong(new String(in.readAllBytes()));"
                        + " } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); } }"
                        + " public long version() { return Step0.of(VERSION); } }");
        sources.put(
                "TallyObject",
                "public final class TallyObject implements " + Tally.class.getName()
                        + " { private long count; public long count() { return ++count; } }");
        return sources;
    }

    /**
     * A JAR with an object of this name that answers with this version, and persistent ones below {@code NAME-tally}.
     */
    byte[] jar(String name, long version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            put(jar, "META-INF/hearth.yaml", descriptor(name).getBytes(StandardCharsets.UTF_8));
            put(jar, "version.txt", Long.toString(version).getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                put(jar, each.getKey(), each.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static String descriptor(String name) {
        return "objects:\n"
                + "  - {name: " + name + ", class: " + PACKAGE + ".VersionedObject}\n"
                + "  - {name: " + name + "-tally, class: " + PACKAGE + ".TallyObject, lifecycle: persistent}\n";
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
