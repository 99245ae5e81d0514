package dev.hearth.api.hook;

/**
 * What one hook, or the object itself, did to a call that was asked to {@link Call#explain}. Immutable.
 *
 * @param phase the phase, such as {@code access}; {@code object} for the object's own method
 * @param module the hook's module; empty for the object's own method
 * @param answer what it said: {@code OK}, {@code DECLINED}, {@code denied: …}, {@code result}, {@code forwarded to …}, {@code
 *     exception …}, {@code fault …}; {@code opened} and {@code closed} in the phase {@code around}
 * @param nanos how long it took
 */
public record Step(String phase, String module, String answer, long nanos) {

    /** The phase of the object's own method. */
    public static final String OBJECT = "object";
}
