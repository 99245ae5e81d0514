package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.ClassNames;
import dev.hearth.core.call.MethodHash;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How a method of a foreign object is called: by which numbers, with what, and what its answer may hold.
 *
 * <p>Immutable, thread-safe.
 */
public final class OutgoingMethod {

    private static final int BY_HASH = -1;

    private final Method method;
    private final int operation;
    private final long hash;
    private final List<Kind> parameters;
    private final Kind result;
    private final ClassFilter filter;

    private OutgoingMethod(Method method, int operation, long hash, Scope scope) {
        this.method = method;
        this.operation = operation;
        this.hash = hash;
        this.parameters = Kind.all(method.getParameterTypes());
        this.result = Kind.of(method.getReturnType());
        this.filter = ClassFilter.ofAnswer(answerTypes(method), scope, "the answer of " + describe(method));
    }

    static OutgoingMethod of(Method method, Scope scope) {
        return new OutgoingMethod(method, BY_HASH, MethodHash.of(method), scope);
    }

    /** A method that is called by its number and its interface's hash, as in JDK 1.1. */
    static OutgoingMethod numbered(Method method, int operation, long interfaceHash, Scope scope) {
        return new OutgoingMethod(method, operation, interfaceHash, scope);
    }

    private static List<Type> answerTypes(Method method) {
        List<Type> types = new ArrayList<>(Signatures.result(method));
        Collections.addAll(types, method.getExceptionTypes());
        types.add(Exception.class); // any exception may come, declared or not
        return types;
    }

    static String describe(Method method) {
        return ClassNames.simple(method.getDeclaringClass()) + "." + method.getName();
    }

    public Method method() {
        return method;
    }

    int operation() {
        return operation;
    }

    long hash() {
        return hash;
    }

    List<Kind> parameters() {
        return parameters;
    }

    Kind result() {
        return result;
    }

    ClassFilter filter() {
        return filter;
    }

    @Override
    public String toString() {
        return describe(method);
    }
}
