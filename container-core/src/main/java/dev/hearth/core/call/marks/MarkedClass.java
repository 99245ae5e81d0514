package dev.hearth.core.call.marks;

import dev.hearth.api.hook.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/**
 * The marks of one class and of the methods that it declares, as they stand in its file. Immutable.
 *
 * @param marks its own
 * @param methods by name and descriptor; of every method that the file declares with a body
 */
record MarkedClass(List<Mark> marks, Map<String, List<Mark>> methods) {

    /**
     * Reads the file of a class. One that has none, such as a lambda's, has no marks.
     *
     * @throws UncheckedIOException if the class's loader does not give it, or it is of a release that can't be read
     */
    static MarkedClass of(Class<?> type) {
        if (type.isHidden() || Proxy.isProxyClass(type)) {
            return new MarkedClass(List.of(), Map.of());
        }
        String path = type.getName().replace('.', '/') + ".class";
        ClassLoader loader = type.getClassLoader();
        try (InputStream file =
                loader == null ? ClassLoader.getSystemResourceAsStream(path) : loader.getResourceAsStream(path)) {
            if (file == null) {
                throw new IOException("the file of class " + type.getName() + " is not to be had");
            }
            return read(file.readAllBytes());
        } catch (IllegalArgumentException newer) {
            throw new UncheckedIOException(new IOException(
                    "the file of class " + type.getName() + " is of a Java release whose files can't be read: "
                            + newer.getMessage(),
                    newer));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MarkedClass read(byte[] file) {
        List<Mark> marks = new ArrayList<>();
        Map<String, List<Mark>> methods = new HashMap<>();
        new ClassReader(file)
                .accept(
                        new MarkReader(marks, methods),
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        methods.replaceAll((method, its) -> List.copyOf(its));
        return new MarkedClass(List.copyOf(marks), Map.copyOf(methods));
    }

    static String key(String method, String descriptor) {
        return method + descriptor;
    }
}
