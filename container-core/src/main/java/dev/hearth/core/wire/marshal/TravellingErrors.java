package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import java.rmi.RemoteException;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Which exceptions a client can be sent. It has the JDK and the remote interface: of any other exception, also deep in a
 * chain of causes, it could not load the class, and would lose the whole chain.
 *
 * <p>Immutable.
 */
final class TravellingErrors {

    private final @Nullable HostedMethod method;
    private final @Nullable HostedType type;
    private final NamePatterns allowed;

    /**
     * Method and type are null where the call never found them: then only the JDK's own travel.
     *
     * @param allowed what the configuration lets in, which callers have then as well
     */
    TravellingErrors(@Nullable HostedMethod method, @Nullable HostedType type, NamePatterns allowed) {
        this.method = method;
        this.type = type;
        this.allowed = allowed;
    }

    /**
     * The exception itself if it may travel, otherwise one with its name, text, trace, cause and suppressed ones. These are
     * not looked at here: the stream asks again when it comes to them.
     */
    Throwable fit(Throwable thrown) {
        if (travels(thrown.getClass())) {
            return thrown;
        }
        String text = thrown.getClass().getName() + textOf(thrown);
        Throwable cause = thrown.getCause();
        RemoteException instead = cause == null ? new RemoteException(text) : new RemoteException(text, cause);
        instead.setStackTrace(thrown.getStackTrace());
        for (Throwable suppressed : thrown.getSuppressed()) {
            instead.addSuppressed(suppressed);
        }
        return instead;
    }

    private boolean travels(Class<?> thrown) {
        return ofTheJdk(thrown)
                || declared(thrown)
                || (type != null && (type.deployment().owns(thrown.getName()) || shared(thrown)));
    }

    /** Whether it is of a library of hosted code that callers have, too; the container's own classes they never have. */
    private boolean shared(Class<?> thrown) {
        return thrown.getClassLoader() != TravellingErrors.class.getClassLoader() && allowed.allow(thrown.getName());
    }

    private static boolean ofTheJdk(Class<?> thrown) {
        ClassLoader loader = thrown.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private boolean declared(Class<?> thrown) {
        return method != null && method.exceptionTypes().stream().anyMatch(type -> comesWith(type, thrown));
    }

    /** Whether who has the one has the other: the same, or a more exact one of its package or its JAR. */
    private static boolean comesWith(Class<?> declared, Class<?> thrown) {
        return declared.isAssignableFrom(thrown)
                && declared.getClassLoader() == thrown.getClassLoader()
                && (declared.getPackageName().equals(thrown.getPackageName()) || sameJar(declared, thrown));
    }

    private static boolean sameJar(Class<?> one, Class<?> other) {
        CodeSource source = one.getProtectionDomain().getCodeSource();
        return source != null && source.equals(other.getProtectionDomain().getCodeSource());
    }

    /** An exception's {@code getMessage} is user's code and may fail itself. */
    private static String textOf(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : ": " + message;
        } catch (RuntimeException failed) {
            return " (its message can't be read: " + failed.getClass().getName() + ")";
        }
    }
}
