package dev.hearth.core.call.marks;

import dev.hearth.api.hook.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects the annotations of a class file. Used by one thread. */
final class MarkReader extends ClassVisitor {

    private static final String VALUE = "value";

    private final List<Mark> marks;
    private final Map<String, List<Mark>> methods;

    MarkReader(List<Mark> marks, Map<String, List<Mark>> methods) {
        super(Opcodes.ASM9);
        this.marks = marks;
        this.methods = methods;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return new Values(descriptor, marks);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if ((access & Opcodes.ACC_ABSTRACT) != 0) {
            return null;
        }
        List<Mark> its = methods.computeIfAbsent(MarkedClass.key(name, descriptor), unseen -> new ArrayList<>());
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return new Values(annotation, its);
            }
        };
    }

    /** What stands in the brackets of one annotation: the elements of its value; all others are passed over. */
    private static final class Values extends AnnotationVisitor {
        private final String type;
        private final List<Mark> found;
        private final List<String> values = new ArrayList<>();

        Values(String descriptor, List<Mark> found) {
            super(Opcodes.ASM9);
            this.type = Type.getType(descriptor).getClassName();
            this.found = found;
        }

        @Override
        public void visit(@Nullable String name, Object value) {
            if (VALUE.equals(name)) {
                add(value);
            }
        }

        private void add(Object value) {
            if (value.getClass().isArray()) { // of primitives: those of others come through visitArray
                for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
                    values.add(String.valueOf(java.lang.reflect.Array.get(value, i)));
                }
            } else {
                values.add(value instanceof Type named ? named.getClassName() : value.toString());
            }
        }

        @Override
        public void visitEnum(@Nullable String name, String descriptor, String value) {
            if (VALUE.equals(name)) {
                values.add(value);
            }
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
            return null;
        }

        @Override
        public @Nullable AnnotationVisitor visitArray(@Nullable String name) {
            return VALUE.equals(name) ? new Elements(values) : null;
        }

        @Override
        public void visitEnd() {
            found.add(new Mark(type, values));
        }
    }

    /** The elements of a value that is an array. */
    private static final class Elements extends AnnotationVisitor {
        private final List<String> values;

        Elements(List<String> values) {
            super(Opcodes.ASM9);
            this.values = values;
        }

        @Override
        public void visit(@Nullable String name, Object value) {
            values.add(value instanceof Type named ? named.getClassName() : value.toString());
        }

        @Override
        public void visitEnum(@Nullable String name, String descriptor, String value) {
            values.add(value);
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
            return null;
        }
    }
}
