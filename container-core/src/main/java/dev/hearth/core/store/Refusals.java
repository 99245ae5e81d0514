package dev.hearth.core.store;

import dev.hearth.core.call.ClassNames;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.rmi.Remote;
import java.util.Arrays;

/** Why a type can't be kept, and what to do about it. */
final class Refusals {

    private static final String TRANSIENT = "mark the field transient";

    private Refusals() {}

    /** Whether a library's class is known to be no data although it looks like a class of the user's own. */
    static boolean isKnownForeign(Class<?> type) {
        return isLogger(type);
    }

    private static boolean isLogger(Class<?> type) {
        String name = ClassNames.simple(type);
        return name.equals("Logger") || name.equals("Log");
    }

    static String reason(Class<?> type) {
        String name = type.getName();
        if (type == Object.class) {
            return name + " does not say what it holds; declare that type, or " + TRANSIENT;
        }
        if (isLogger(type)) {
            return "a logger is no state; mark the field transient or static";
        }
        if (Remote.class.isAssignableFrom(type)) {
            return name + " is a class of remote objects; declare its remote interface, or " + TRANSIENT;
        }
        if (isFunctional(type)) {
            return name + " is a functional interface, which holds code; " + TRANSIENT;
        }
        if (CodecChoice.isOfTheJdk(type)) {
            return name + " is no data type; " + TRANSIENT + " and make its value anew in @OnActivate";
        }
        return name + " is not sealed, so nobody knows which classes its values may be of; seal it, declare a concrete"
                + " class, or " + TRANSIENT;
    }

    private static boolean isFunctional(Class<?> type) {
        if (type.isAnnotationPresent(FunctionalInterface.class)) {
            return true;
        }
        return type.isInterface()
                && CodecChoice.isOfTheJdk(type)
                && Arrays.stream(type.getMethods())
                                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                                .map(Method::getName)
                                .distinct()
                                .count()
                        == 1;
    }
}
