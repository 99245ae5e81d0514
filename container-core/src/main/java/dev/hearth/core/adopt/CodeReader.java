package dev.hearth.core.adopt;

import dev.hearth.core.adopt.ClassFacts.MethodFacts;
import dev.hearth.core.adopt.ClassFacts.MethodName;
import dev.hearth.core.adopt.Deed.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Reads one method: whom it calls, and what it does that matters here.
 *
 * <p>Values are followed only in methods with a call that may matter, which are few. Used by one thread.
 */
final class CodeReader {

    private final ClassNode type;
    private final MethodNode method;
    private final List<MethodName> calls = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final Set<String> named = new LinkedHashSet<>();
    private boolean takesArguments;

    private CodeReader(ClassNode type, MethodNode method) {
        this.type = type;
        this.method = method;
    }

    static MethodFacts read(ClassNode type, MethodNode method) {
        CodeReader reader = new CodeReader(type, method);
        if (reader.isWorthALook()) {
            reader.follow();
        }
        if ((method.access & Opcodes.ACC_NATIVE) != 0) {
            reader.deeds.add(Deed.of(Kind.NATIVE, reader.place(0), "a native method"));
        }
        return new MethodFacts(
                method.name,
                method.desc,
                method.access,
                method.exceptions.stream().map(CodeReader::dotted).toList(),
                List.copyOf(reader.calls),
                List.copyOf(reader.deeds),
                Set.copyOf(reader.named),
                reader.takesArguments);
    }

    /** Collects the calls and the named classes by the way. */
    private boolean isWorthALook() {
        boolean worth = false;
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof MethodInsnNode call) {
                calls.add(new MethodName(dotted(call.owner), call.name, call.desc));
                worth |= Recognition.isWorthALook(dotted(call.owner), call.name);
            } else if (each instanceof InvokeDynamicInsnNode dynamic) {
                Handle target = Constants.target(dynamic);
                if (target != null) {
                    calls.add(new MethodName(dotted(target.getOwner()), target.getName(), target.getDesc()));
                    worth |= Recognition.isWorthALook(dotted(target.getOwner()), target.getName());
                }
            } else if (each instanceof LdcInsnNode load && load.cst instanceof Type value) {
                named.add(value.getClassName());
            } else if (each instanceof FieldInsnNode field) {
                worth |= isStandardInput(field);
            } else if (each instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD && load.var == 0) {
                takesArguments |= (method.access & Opcodes.ACC_STATIC) != 0;
            }
        }
        return worth;
    }

    private void follow() {
        @Nullable Frame<BasicValue>[] frames;
        try {
            frames = new Analyzer<>(new Constants()).analyze(type.name, method);
        } catch (AnalyzerException | RuntimeException unusual) { // obfuscated, or for no JVM at all
            deeds.add(Deed.of(Kind.IS_UNREADABLE, place(0), "code that can't be followed"));
            return;
        }
        nameCreations(frames);
        int line = 0;
        for (int i = 0; i < frames.length; i++) {
            AbstractInsnNode each = method.instructions.get(i);
            if (each instanceof LineNumberNode number) {
                line = number.line;
            } else if (each instanceof FieldInsnNode field && isStandardInput(field)) {
                deeds.add(Deed.of(Kind.READS_INPUT, place(line), "System.in"));
            }
            Frame<BasicValue> frame = frames[i];
            if (frame != null && each instanceof MethodInsnNode call) {
                look(site(call, frame, place(line)));
            } else if (frame != null && each instanceof InvokeDynamicInsnNode dynamic) {
                Handle target = Constants.target(dynamic);
                if (target != null) {
                    look(site(target, place(line)));
                }
            }
        }
    }

    private void look(CallSite call) {
        Deed deed = Recognition.deed(call);
        if (deed != null) {
            deeds.add(deed);
        }
    }

    /** Tells each {@code new} what its constructor gets, before anybody looks at what is done with the object. */
    private void nameCreations(@Nullable Frame<BasicValue>[] frames) {
        for (int i = 0; i < frames.length; i++) {
            Frame<BasicValue> frame = frames[i];
            if (frame != null
                    && method.instructions.get(i) instanceof MethodInsnNode call
                    && call.name.equals("<init>")) {
                CallSite site = site(call, frame, place(0));
                Creation creation =
                        site.receiver() == null ? null : site.receiver().creation();
                if (creation != null) {
                    creation.made(site.descriptor(), site.arguments());
                }
            }
        }
    }

    private static CallSite site(MethodInsnNode call, Frame<BasicValue> frame, Place place) {
        Type[] types = Type.getArgumentTypes(call.desc);
        int count = types.length;
        int top = frame.getStackSize();
        List<Known> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(Known.of(frame.getStack(top - count + i)).as(types[i]));
        }
        boolean hasReceiver = call.getOpcode() != Opcodes.INVOKESTATIC;
        Known receiver = hasReceiver ? Known.of(frame.getStack(top - count - 1)) : null;
        return new CallSite(dotted(call.owner), call.name, call.desc, receiver, arguments, place);
    }

    /** A method reference: what it will be called with is not known. */
    private static CallSite site(Handle target, Place place) {
        List<Known> arguments = Arrays.stream(Type.getArgumentTypes(target.getDesc()))
                .map(Known::ofType)
                .toList();
        boolean hasReceiver = target.getTag() != Opcodes.H_INVOKESTATIC;
        Known receiver = hasReceiver ? Known.ofType(Type.getObjectType(target.getOwner())) : null;
        return new CallSite(dotted(target.getOwner()), target.getName(), target.getDesc(), receiver, arguments, place);
    }

    private static boolean isStandardInput(FieldInsnNode field) {
        return field.owner.equals("java/lang/System") && field.name.equals("in");
    }

    private Place place(int line) {
        return new Place(dotted(type.name), method.name, type.sourceFile == null ? "" : type.sourceFile, line);
    }

    static String dotted(String internal) {
        return internal.replace('/', '.');
    }
}
