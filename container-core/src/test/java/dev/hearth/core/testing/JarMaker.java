package dev.hearth.core.testing;

import dev.hearth.api.HostedObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles little classes into a JAR, as a user's build would: with the API and nothing else of Hearth's on the class
 * path.
 *
 * <pre>{@code
 * JarMaker.jar(folder.resolve("bank.jar"))
 *         .source("bank.Account", "public interface Account extends java.rmi.Remote {}")
 *         .resource("META-INF/hearth.yaml", "threading: single")
 *         .make();
 * }</pre>
 */
public final class JarMaker {

    private final Path jar;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new TreeMap<>();
    private final List<Path> classPath = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    private JarMaker(Path jar) {
        this.jar = jar;
        classPath.add(api());
    }

    public static JarMaker jar(Path jar) {
        return new JarMaker(jar);
    }

    /** @param body the source without its package line, which comes from the name */
    public JarMaker source(String name, String body) {
        int dot = name.lastIndexOf('.');
        sources.put(name, (dot < 0 ? "" : "package " + name.substring(0, dot) + "; ") + body);
        return this;
    }

    public JarMaker resource(String path, String text) {
        return entry(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public JarMaker entry(String path, byte[] bytes) {
        entries.put(path, bytes);
        return this;
    }

    /** Compiles against another JAR too, without packing it. */
    public JarMaker classPath(Path other) {
        classPath.add(other);
        return this;
    }

    /** Compiles this class and leaves it out of the JAR. */
    public JarMaker without(String className) {
        left.add(className);
        return this;
    }

    /** Writes the JAR under another name and moves it into its place. */
    public Path make() {
        Map<String, byte[]> all = new TreeMap<>(entries);
        all.putAll(compile());
        left.forEach(name -> all.remove(path(name)));
        try {
            Files.createDirectories(jar.toAbsolutePath().getParent());
            Path written = jar.resolveSibling("." + jar.getFileName() + ".made");
            write(all, written);
            return Files.move(written, jar, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The class files, by their paths in a JAR. */
    public Map<String, byte[]> compile() {
        Map<String, ByteArrayOutputStream> compiled = new TreeMap<>();
        if (!sources.isEmpty()) {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            StringWriter said = new StringWriter();
            try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null)) {
                List<Source> units = sources.entrySet().stream()
                        .map(source -> new Source(source.getKey(), source.getValue()))
                        .toList();
                boolean fine = compiler.getTask(said, new Memory(standard, compiled), null, options(), null, units)
                        .call();
                if (!fine) {
                    throw new IllegalArgumentException(said.toString());
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        Map<String, byte[]> classes = new TreeMap<>();
        compiled.forEach((name, bytes) -> classes.put(path(name), bytes.toByteArray()));
        return classes;
    }

    private List<String> options() {
        String path = classPath.stream()
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
        return List.of("--release", "17", "-parameters", "-proc:none", "-nowarn", "-Xlint:none", "-cp", path);
    }

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static void write(Map<String, byte[]> entries, Path file) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }

    /** Where the API's classes are: a folder or a JAR. */
    public static Path api() {
        try {
            return Path.of(HostedObject.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> compiled;

        Memory(JavaFileManager standard, Map<String, ByteArrayOutputStream> compiled) {
            super(standard);
            this.compiled = compiled;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return compiled.computeIfAbsent(className, name -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
