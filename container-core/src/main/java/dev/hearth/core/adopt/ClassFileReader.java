package dev.hearth.core.adopt;

import dev.hearth.core.adopt.ClassFacts.MethodFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/** Reads a class file. */
final class ClassFileReader {

    private static final int FIRST_MAJOR = 44;
    private static final int MAJOR = 0xFFFF;

    private ClassFileReader() {}

    /** @throws RuntimeException if the bytes are no class file that this Java's successors up to now would know */
    static ClassFacts read(byte[] bytes) {
        ClassNode type = new ClassNode();
        new ClassReader(bytes).accept(type, ClassReader.SKIP_FRAMES);
        List<MethodFacts> methods = type.methods.stream()
                .map(method -> CodeReader.read(type, method))
                .toList();
        return new ClassFacts(
                CodeReader.dotted(type.name),
                type.superName == null ? null : CodeReader.dotted(type.superName),
                type.interfaces.stream().map(CodeReader::dotted).toList(),
                type.access,
                (type.version & MAJOR) - FIRST_MAJOR,
                type.sourceFile == null ? "" : type.sourceFile,
                annotations(type),
                methods);
    }

    private static Set<String> annotations(ClassNode type) {
        List<AnnotationNode> all = new ArrayList<>();
        addTo(all, type.visibleAnnotations);
        addTo(all, type.invisibleAnnotations);
        Set<String> names = new LinkedHashSet<>();
        all.forEach(annotation -> names.add(Type.getType(annotation.desc).getClassName()));
        return names;
    }

    private static void addTo(List<AnnotationNode> all, @Nullable List<AnnotationNode> some) {
        if (some != null) {
            all.addAll(some);
        }
    }
}
