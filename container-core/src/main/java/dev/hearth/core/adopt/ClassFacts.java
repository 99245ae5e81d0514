package dev.hearth.core.adopt;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * What matters of one class file. Immutable; names are with dots.
 *
 * @param extended the superclass; null for Object's own and for modules
 * @param annotations the names of its annotations
 * @param release the Java release that it is for
 */
record ClassFacts(
        String name,
        @Nullable String extended,
        List<String> interfaces,
        int access,
        int release,
        String file,
        Set<String> annotations,
        List<MethodFacts> methods) {

    /**
     * One method.
     *
     * @param calls the methods that it calls or makes lambdas of
     * @param named the classes that it names as values, as in {@code Type.class}
     * @param takesArguments whether it looks into an array that is its first parameter, as a {@code main} does
     */
    record MethodFacts(
            String name,
            String descriptor,
            int access,
            List<String> exceptions,
            List<MethodName> calls,
            List<Deed> deeds,
            Set<String> named,
            boolean takesArguments) {

        boolean is(int flag) {
            return (access & flag) != 0;
        }
    }

    /** The name of a method. */
    record MethodName(String owner, String name, String descriptor) {}

    boolean is(int flag) {
        return (access & flag) != 0;
    }

    boolean isInterface() {
        return is(Opcodes.ACC_INTERFACE);
    }

    boolean isConcrete() {
        return !is(Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_ENUM);
    }

    String simpleName() {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
