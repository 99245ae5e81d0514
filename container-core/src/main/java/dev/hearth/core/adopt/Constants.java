package dev.hearth.core.adopt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/** Follows constants, texts that are put together of them, and new objects through one method. Used by one thread. */
final class Constants extends BasicInterpreter {

    private static final Type STRING = Type.getObjectType("java/lang/String");
    private static final Set<String> BUILDERS = Set.of("java/lang/StringBuilder", "java/lang/StringBuffer");
    private static final char ARGUMENT = '\u0001'; // in the recipe of StringConcatFactory
    private static final char OTHER_CONSTANT = '\u0002';

    private final Map<AbstractInsnNode, Creation> creations = new HashMap<>();

    Constants() {
        super(Opcodes.ASM9);
    }

    /** @param type null for what holds no value yet */
    @Override
    public @Nullable BasicValue newValue(@Nullable Type type) {
        if (type == null) {
            return BasicValue.UNINITIALIZED_VALUE;
        }
        boolean reference = type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
        return reference ? Known.ofType(type) : super.newValue(type);
    }

    @Override
    public BasicValue newOperation(AbstractInsnNode instruction) throws AnalyzerException {
        int code = instruction.getOpcode();
        if (code >= Opcodes.ICONST_M1 && code <= Opcodes.ICONST_5) {
            return number(code - Opcodes.ICONST_0);
        } else if (code == Opcodes.BIPUSH || code == Opcodes.SIPUSH) {
            return number(((IntInsnNode) instruction).operand);
        } else if (code == Opcodes.LCONST_0 || code == Opcodes.LCONST_1) {
            return Known.constant(Type.LONG_TYPE, (long) (code - Opcodes.LCONST_0));
        } else if (instruction instanceof LdcInsnNode load) {
            return constant(load.cst, super.newOperation(instruction));
        } else if (code == Opcodes.NEW) {
            Type type = Type.getObjectType(((TypeInsnNode) instruction).desc);
            return Known.created(
                    type, creations.computeIfAbsent(instruction, unseen -> new Creation(type.getClassName())));
        }
        return super.newOperation(instruction);
    }

    private static Known number(int value) {
        return Known.constant(Type.INT_TYPE, value);
    }

    private static BasicValue constant(Object value, BasicValue ofType) {
        boolean followed = value instanceof String || value instanceof Number || value instanceof Type;
        Type type = ofType.getType();
        return followed && type != null ? Known.constant(type, value) : ofType;
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value) throws AnalyzerException {
        boolean cast = instruction.getOpcode() == Opcodes.CHECKCAST;
        return cast && Known.of(value).saysMoreThanItsType() ? value : super.unaryOperation(instruction, value);
    }

    @Override
    public BasicValue naryOperation(AbstractInsnNode instruction, List<? extends BasicValue> values)
            throws AnalyzerException {
        BasicValue usual = super.naryOperation(instruction, values);
        if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            return dynamic.name.equals("makeConcatWithConstants") ? concatenated(dynamic, values) : usual;
        }
        return instruction instanceof MethodInsnNode call ? result(call, values, usual) : usual;
    }

    /** Of methods that hand on what they are given, and of builders of texts. */
    private static BasicValue result(MethodInsnNode call, List<? extends BasicValue> values, BasicValue usual) {
        boolean handsOn = (call.name.equals("exportObject")
                        || call.name.equals("toStub")
                        || call.name.equals("valueOf")
                        || call.name.equals("requireNonNull"))
                && call.getOpcode() == Opcodes.INVOKESTATIC
                && !values.isEmpty();
        if (handsOn) {
            return Known.of(values.get(0)).saysMoreThanItsType() ? values.get(0) : usual;
        }
        if (BUILDERS.contains(call.owner) && call.name.equals("append")) {
            return Known.constant(Type.getObjectType(call.owner), built(values.get(0)) + spelled(values.get(1)));
        }
        if (BUILDERS.contains(call.owner) && call.name.equals("toString")) {
            return Known.constant(STRING, built(values.get(0)));
        }
        return usual;
    }

    /** What a builder holds; one that has just been made holds nothing, or what its constructor got, which is not known. */
    private static String built(BasicValue builder) {
        Known known = Known.of(builder);
        String text = known.text();
        return text != null ? text : known.creation() != null ? "" : Known.UNKNOWN;
    }

    private static String spelled(BasicValue value) {
        Object constant = Known.of(value).constant();
        return constant instanceof String || constant instanceof Number ? constant.toString() : Known.UNKNOWN;
    }

    private static BasicValue concatenated(InvokeDynamicInsnNode dynamic, List<? extends BasicValue> values) {
        StringBuilder text = new StringBuilder();
        int argument = 0;
        int constant = 1;
        for (char each : String.valueOf(dynamic.bsmArgs[0]).toCharArray()) {
            if (each == ARGUMENT) {
                text.append(spelled(values.get(argument++)));
            } else if (each == OTHER_CONSTANT) {
                text.append(dynamic.bsmArgs[constant++]);
            } else {
                text.append(each);
            }
        }
        return Known.constant(STRING, text.toString());
    }

    @Override
    public BasicValue merge(BasicValue one, BasicValue other) {
        if (one.equals(other)) {
            return one;
        }
        if (one.isReference() && other.isReference()) {
            return common(one, other);
        }
        Type type = one.getType();
        boolean same = type != null && type.equals(other.getType());
        BasicValue plain = same ? super.newValue(type) : null;
        return plain == null ? BasicValue.UNINITIALIZED_VALUE : plain;
    }

    private static BasicValue common(BasicValue one, BasicValue other) {
        Type type = one.getType();
        return type != null && type.equals(other.getType()) ? Known.ofType(type) : BasicValue.REFERENCE_VALUE;
    }

    /** The method that a lambda or a method reference stands for; null if it is neither. */
    static @Nullable Handle target(InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
            if (argument instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
                return handle;
            }
        }
        return null;
    }
}
