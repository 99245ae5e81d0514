package dev.hearth.core.hosted;

import dev.hearth.core.call.StandIn;
import java.rmi.Remote;
import java.rmi.StubNotFoundException;
import java.rmi.server.ExportException;
import java.rmi.server.RemoteRef;
import java.rmi.server.RemoteStub;
import java.util.Arrays;
import java.util.Optional;

/**
 * Stubs of the classes that {@code rmic} once generated, {@code BankImpl_Stub} for {@code BankImpl}: code that was compiled
 * against them casts to the interfaces that they have.
 */
@SuppressWarnings("deprecation") // all that rmic has left is
final class StubClass {

    private StubClass() {}

    /**
     * A stub of the generated class, if there is one beside the class that the JDK would take it of: the innermost that says
     * that it implements a remote interface.
     *
     * @param object the one that was exported
     * @param reference what the stub leads to
     * @throws ExportException if there is one and it can't be made
     */
    static Optional<RemoteStub> stub(Remote object, Remote reference) throws ExportException {
        Class<?> remote = object.getClass();
        while (remote != null && Arrays.stream(remote.getInterfaces()).noneMatch(Remote.class::isAssignableFrom)) {
            remote = remote.getSuperclass();
        }
        if (remote == null) {
            return Optional.empty();
        }
        String name = remote.getName() + "_Stub";
        try {
            Class<?> stub = Class.forName(name, false, remote.getClassLoader());
            return RemoteStub.class.isAssignableFrom(stub)
                    ? Optional.of(
                            (RemoteStub) stub.getConstructor(RemoteRef.class).newInstance(new Inside(reference)))
                    : Optional.empty();
        } catch (ClassNotFoundException none) {
            return Optional.empty();
        } catch (ReflectiveOperationException | LinkageError broken) {
            throw new ExportException(
                    "can't make a stub of the class " + name,
                    new StubNotFoundException(name, new IllegalStateException(broken)));
        }
    }

    /** The inside of a generated stub. */
    private static final class Inside extends ObjectRef implements StandIn {

        private static final long serialVersionUID = 1;

        Inside(Remote object) {
            super(object);
        }
    }
}
