package dev.hearth.core.deploy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Leads hosted code from classes of the JDK that speak of the whole JVM, or of the JDK's own RMI server, to those that mean
 * the container.
 *
 * <p>Where a class that has its stand-in is named, as a superclass, in a call, in a reference to a method or as a literal, the
 * stand-in is; of some only where they are extended, made or called statically; calls of single methods of {@link System}, {@link
 * Runtime} and {@link ClassLoader} become calls of static ones. Not covered is what
 * is found by name only: reflection, and the JDK's own code.
 *
 * <p>Thread-safe; keeps nothing of what it was given.
 */
final class Redirection {

    /** The package of the stand-ins, as class files write it. */
    static final String STAND_INS = "dev/hearth/core/hosted/jdk/";

    private static final String JVM = STAND_INS + "Jvm";
    private static final String REMOTE_OBJECT = "java/rmi/server/RemoteObject";
    private static final String SYSTEM = "java/lang/System";
    private static final String RUNTIME = "java/lang/Runtime";
    private static final String LOADER = "java/lang/ClassLoader";

    /** The loader's static methods are called by the names of these, too, and of those that extend one. */
    private static final Set<String> LOADERS =
            Set.of(LOADER, "java/security/SecureClassLoader", "java/net/URLClassLoader");

    /** By the internal names of the originals. */
    private static final Map<String, String> CLASSES = Map.of(
            "java/rmi/server/UnicastRemoteObject", STAND_INS + "UnicastRemoteObject",
            "java/rmi/server/RemoteServer", STAND_INS + "RemoteServer",
            "java/rmi/registry/LocateRegistry", STAND_INS + "LocateRegistry",
            "java/rmi/Naming", STAND_INS + "Naming");

    /**
     * Those whose stand-in is a subclass, and stands only where a class extends the original, makes one, or calls a static
     * method of it: the JDK has other subclasses, which are to remain ones of what variables are declared as.
     */
    private static final Map<String, String> EXTENDED = Map.of(
            REMOTE_OBJECT, STAND_INS + "RemoteObject", "javax/naming/InitialContext", STAND_INS + "InitialContext");

    /** The class that has the stand-in of a method, by owner, name and descriptor of the original. */
    private static final Map<String, String> METHODS = methods();

    /** What stands in the file of each class that is concerned: one of the first, or one of each of the others. */
    private static final List<String> SIGNS = List.of("java/rmi/", "javax/naming/InitialContext");

    private static final List<String> OWNERS = List.of(SYSTEM, RUNTIME, "ClassLoader");

    private static final List<String> MEMBERS = List.of(
            "exit",
            "halt",
            "setSecurityManager",
            "setOut",
            "setErr",
            "getProperty",
            "setProperty",
            "clearProperty",
            "ShutdownHook",
            "in",
            "getSystem");

    private Redirection() {}

    private static Map<String, String> methods() {
        Map<String, String> methods = new HashMap<>();
        methods.put(SYSTEM + ".exit(I)V", JVM);
        methods.put(SYSTEM + ".setOut(Ljava/io/PrintStream;)V", JVM);
        methods.put(SYSTEM + ".setErr(Ljava/io/PrintStream;)V", JVM);
        methods.put(SYSTEM + ".setSecurityManager(Ljava/lang/SecurityManager;)V", JVM);
        methods.put(SYSTEM + ".getProperty(Ljava/lang/String;)Ljava/lang/String;", JVM);
        methods.put(SYSTEM + ".getProperty(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;", JVM);
        methods.put(SYSTEM + ".setProperty(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;", JVM);
        methods.put(SYSTEM + ".clearProperty(Ljava/lang/String;)Ljava/lang/String;", JVM);
        methods.put("java/rmi/server/RMISocketFactory.setSocketFactory(Ljava/rmi/server/RMISocketFactory;)V", JVM);
        methods.put(RUNTIME + ".exit(I)V", JVM);
        methods.put(RUNTIME + ".halt(I)V", JVM);
        methods.put(RUNTIME + ".addShutdownHook(Ljava/lang/Thread;)V", JVM);
        methods.put(RUNTIME + ".removeShutdownHook(Ljava/lang/Thread;)Z", JVM);
        methods.put(LOADER + ".getSystemClassLoader()Ljava/lang/ClassLoader;", JVM);
        methods.put(LOADER + ".getSystemResource(Ljava/lang/String;)Ljava/net/URL;", JVM);
        methods.put(LOADER + ".getSystemResources(Ljava/lang/String;)Ljava/util/Enumeration;", JVM);
        methods.put(LOADER + ".getSystemResourceAsStream(Ljava/lang/String;)Ljava/io/InputStream;", JVM);
        methods.put(REMOTE_OBJECT + ".toStub(Ljava/rmi/Remote;)Ljava/rmi/Remote;", STAND_INS + "RemoteObject");
        return Map.copyOf(methods);
    }

    /**
     * The class as it is to be loaded.
     *
     * @return null if it is to be loaded as it is, also if it can't be read: loading it says better why
     */
    static byte @Nullable [] redirected(byte[] classFile) {
        try {
            if (!concerned(new String(classFile, StandardCharsets.ISO_8859_1))) {
                return null;
            }
            ClassReader reader = new ClassReader(classFile);
            ClassWriter writer = new ClassWriter(reader, 0);
            Calls calls = new Calls(writer);
            reader.accept(new ClassRemapper(calls, new StandIns()), 0);
            return writer.toByteArray();
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return null;
        }
    }

    /** Whether it is worth reading: most classes mention none of these names. */
    private static boolean concerned(String text) {
        return SIGNS.stream().anyMatch(text::contains)
                || (OWNERS.stream().anyMatch(text::contains)
                        && MEMBERS.stream().anyMatch(member -> text.contains(utf8(member))));
    }

    /** As a constant of a class file (JVM specification 4.4.7); what ends with it counts as well. */
    private static String utf8(String member) {
        return member.equals("in") ? "\u0001\0\u0002in" : member;
    }

    /** Renames classes wherever they stand. */
    private static final class StandIns extends Remapper {

        StandIns() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String internalName) {
            return CLASSES.getOrDefault(internalName, internalName);
        }
    }

    /** Replaces superclasses and single instructions, after classes were renamed. */
    private static final class Calls extends ClassVisitor {

        /** The class itself, if it is a class loader. */
        private String loader = LOADER;

        Calls(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            loader = superName != null && LOADERS.contains(superName) ? name : LOADER;
            String above = superName == null ? null : EXTENDED.getOrDefault(superName, superName);
            super.visit(version, access, name, signature, above, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new Instructions(super.visitMethod(access, name, descriptor, signature, exceptions), loader);
        }
    }

    private static final class Instructions extends MethodVisitor {

        private final String loader;

        Instructions(MethodVisitor next, String loader) {
            super(Opcodes.ASM9, next);
            this.loader = loader;
        }

        private @Nullable String standIn(String owner, String name, String descriptor) {
            String declaring = LOADERS.contains(owner) || owner.equals(loader) ? LOADER : owner;
            return METHODS.get(declaring + "." + name + descriptor);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            super.visitTypeInsn(opcode, opcode == Opcodes.NEW ? EXTENDED.getOrDefault(type, type) : type);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            String standIn = standIn(owner, name, descriptor);
            if (standIn != null && opcode != Opcodes.INVOKESPECIAL) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, standIn, name, asStatic(opcode, owner, descriptor), false);
            } else if (opcode == Opcodes.INVOKESTATIC || name.equals("<init>")) {
                super.visitMethodInsn(opcode, EXTENDED.getOrDefault(owner, owner), name, descriptor, isInterface);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.GETSTATIC && owner.equals(SYSTEM) && name.equals("in")) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, JVM, "in", "()" + descriptor, false);
            } else {
                super.visitFieldInsn(opcode, owner, name, descriptor);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] redirected = new Object[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                redirected[i] = arguments[i] instanceof Handle handle ? redirected(handle) : arguments[i];
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, redirected);
        }

        private Handle redirected(Handle handle) {
            String standIn = standIn(handle.getOwner(), handle.getName(), handle.getDesc());
            if (standIn == null) {
                return extended(handle);
            }
            int opcode = handle.getTag() == Opcodes.H_INVOKESTATIC ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL;
            return new Handle(
                    Opcodes.H_INVOKESTATIC,
                    standIn,
                    handle.getName(),
                    asStatic(opcode, handle.getOwner(), handle.getDesc()),
                    false);
        }

        private static Handle extended(Handle handle) {
            String owner = EXTENDED.get(handle.getOwner());
            boolean concerned =
                    handle.getTag() == Opcodes.H_INVOKESTATIC || handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
            return owner != null && concerned
                    ? new Handle(handle.getTag(), owner, handle.getName(), handle.getDesc(), handle.isInterface())
                    : handle;
        }

        private static String asStatic(int opcode, String owner, String descriptor) {
            return opcode == Opcodes.INVOKESTATIC ? descriptor : "(L" + owner + ";" + descriptor.substring(1);
        }
    }
}
