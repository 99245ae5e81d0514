package dev.hearth.core.call;

/** How classes are named to people. */
public final class ClassNames {

    private ClassNames() {}

    /** As {@link Class#getSimpleName}, also where the class around a nested one is not there, which that fails for. */
    public static String simple(Class<?> type) {
        try {
            return type.getSimpleName();
        } catch (LinkageError withoutTheOneAround) {
            String name = type.getName();
            return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        }
    }
}
