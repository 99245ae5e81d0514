package dev.hearth.core.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what hosted code threw, to who wrote it: what it was, where, and for a class that is missing what to do. */
public final class Thrown {

    private static final int MOST_CAUSES = 50;
    private static final String OF_THE_JDK = "java.";
    private static final String ACTIVATION = "java.rmi.activation.";

    private Thrown() {}

    /**
     * What was thrown and where, and the innermost cause, where that says more.
     *
     * @param code what loaded the hosted code: the place that is named is the innermost in a class of its own
     */
    public static String told(Throwable thrown, ClassLoader code) {
        Optional<String> missing = missingClass(thrown, code);
        if (missing.isPresent()) {
            return missing.get();
        }
        StackTraceElement place = place(thrown, code);
        String told = place == null ? thrown.toString() : thrown + " at " + shown(place);
        String cause = innermost(thrown).toString();
        return told.contains(cause) ? told : told + ", caused by " + cause;
    }

    /** That a class is missing, and what to do, if it was thrown for that by code that was loaded by this. */
    public static Optional<String> missingClass(Throwable thrown, ClassLoader code) {
        StackTraceElement place = place(thrown, code);
        String missing = missing(thrown);
        return missing == null || place == null
                ? Optional.empty()
                : Optional.of(missing(place.getClassName(), missing));
    }

    /**
     * The same.
     *
     * @param needing what needs the missing class, where no frame of the code says more
     */
    public static Optional<String> missingClass(Throwable thrown, ClassLoader code, String needing) {
        Throwable initializing = thrown.getCause();
        Throwable met = thrown instanceof ExceptionInInitializerError && initializing != null ? initializing : thrown;
        String missing = missing(met);
        if (missing == null) {
            return Optional.empty();
        }
        StackTraceElement place = place(met, code);
        return Optional.of(missing(place == null ? needing : place.getClassName(), missing));
    }

    /** Bounded, as causes may go round. */
    private static Throwable innermost(Throwable thrown) {
        Throwable innermost = thrown;
        for (int i = 0; i < MOST_CAUSES && innermost.getCause() != null; i++) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    /**
     * That a class is missing, and what to do.
     *
     * @param needing the class that can't go on without the other
     */
    public static String missing(String needing, String missing) {
        if (missing.startsWith(ACTIVATION)) {
            return needing + " needs the class " + missing
                    + ", which the JDK has no more since 17: docs/MIGRATING.md says what takes the place of activation";
        }
        if (missing.startsWith(OF_THE_JDK)) { // no other loader may define one
            return needing + " needs the class " + missing + ", which Java "
                    + Runtime.version().feature() + " has not, and no JAR can bring: it is of an older or a newer Java";
        }
        return needing + " needs the class " + missing
                + ", which is missing: pack it into the JAR, make a folder of this JAR and the one that holds it, or put that"
                + " one into deploy/lib";
    }

    private static @Nullable String missing(Throwable thrown) {
        String named = thrown.getMessage();
        // "Could not initialize class x.B" is of a class that is there.
        return thrown instanceof NoClassDefFoundError && named != null && named.indexOf(' ') < 0
                ? named.replace('/', '.')
                : null;
    }

    private static @Nullable StackTraceElement place(Throwable thrown, ClassLoader code) {
        String loader = code.getName();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (loader != null && loader.equals(frame.getClassLoaderName()) && !isOfAProxy(frame)) {
                return frame;
            }
        }
        return null;
    }

    /** Nobody wrote it, though it is loaded with the code of who did. */
    private static boolean isOfAProxy(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("$Proxy", name.lastIndexOf('.') + 1);
    }

    /** Without the loader's name, which is the container's own matter. */
    private static String shown(StackTraceElement frame) {
        String where = frame.getFileName() == null ? "" : frame.getFileName();
        String line = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
        return frame.getClassName() + "." + frame.getMethodName() + "(" + where + line + ")";
    }
}
