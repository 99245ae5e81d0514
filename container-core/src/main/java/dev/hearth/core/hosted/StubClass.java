package dev.hearth.core.hosted;

import dev.hearth.core.adapter.StubInside;
import dev.hearth.core.call.GeneratedStub;
import java.rmi.Remote;
import java.rmi.StubNotFoundException;
import java.rmi.server.ExportException;
import java.rmi.server.RemoteRef;
import java.rmi.server.RemoteStub;
import java.util.Optional;

/**
 * Stubs of the classes that {@code rmic} once generated, {@code BankImpl_Stub} for {@code BankImpl}: code that was compiled
 * against them casts to the interfaces that they have.
 */
@SuppressWarnings("deprecation") // all that rmic has left is
final class StubClass {

    private StubClass() {}

    /**
     * A stub of the generated class, if there is one.
     *
     * @param object the one that was exported
     * @param reference what the stub leads to
     * @throws ExportException if there is one and it can't be made
     */
    static Optional<RemoteStub> stub(Remote object, Remote reference) throws ExportException {
        try {
            Class<? extends RemoteStub> stub =
                    GeneratedStub.of(object.getClass()).orElse(null);
            return stub == null
                    ? Optional.empty()
                    : Optional.of(stub.getConstructor(RemoteRef.class).newInstance(new StubInside(reference)));
        } catch (ReflectiveOperationException | LinkageError broken) {
            String what = "the generated stub of " + object.getClass().getName();
            throw new ExportException(
                    "can't make " + what, new StubNotFoundException(what, new IllegalStateException(broken)));
        }
    }
}
