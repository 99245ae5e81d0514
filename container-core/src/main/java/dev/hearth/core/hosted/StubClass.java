package dev.hearth.core.hosted;

import dev.hearth.core.call.GeneratedStub;
import dev.hearth.core.call.StandIn;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.rmi.Remote;
import java.rmi.StubNotFoundException;
import java.rmi.server.ExportException;
import java.rmi.server.Operation;
import java.rmi.server.RemoteCall;
import java.rmi.server.RemoteObject;
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
                    : Optional.of(stub.getConstructor(RemoteRef.class).newInstance(new Local(reference)));
        } catch (ReflectiveOperationException | LinkageError broken) {
            String what = "the generated stub of " + object.getClass().getName();
            throw new ExportException(
                    "can't make " + what, new StubNotFoundException(what, new IllegalStateException(broken)));
        }
    }

    /** Leads the calls of a generated stub to an object in this process. */
    private record Local(Remote object) implements RemoteRef, StandIn {

        private static final long serialVersionUID = 1;

        @Override
        public Object invoke(Remote stub, Method method, Object[] arguments, long hash) throws Exception {
            try {
                return method.invoke(object, arguments);
            } catch (InvocationTargetException thrown) {
                if (thrown.getCause() instanceof Exception exception) {
                    throw exception;
                }
                if (thrown.getCause() instanceof Error error) {
                    throw error;
                }
                throw thrown;
            }
        }

        private static UnsupportedOperationException old() {
            return new UnsupportedOperationException("the stub was generated for JDK 1.1 ('rmic -v1.1'):"
                    + " take it out of the JAR, or generate it by 'rmic -v1.2'");
        }

        @Override
        public RemoteCall newCall(RemoteObject stub, Operation[] operations, int number, long hash) {
            throw old();
        }

        @Override
        public void invoke(RemoteCall call) {
            throw old();
        }

        @Override
        public void done(RemoteCall call) {
            throw old();
        }

        /** It never travels: what is written in its stub's place is the object. */
        @Override
        public String getRefClass(ObjectOutput out) {
            throw new UnsupportedOperationException("written outside of a call");
        }

        @Override
        public void writeExternal(ObjectOutput out) {
            throw new UnsupportedOperationException("written outside of a call");
        }

        @Override
        public void readExternal(ObjectInput in) {
            throw new UnsupportedOperationException("only made here");
        }

        @Override
        public int remoteHashCode() {
            return object.hashCode();
        }

        @Override
        public boolean remoteEquals(RemoteRef other) {
            return other instanceof Local that && that.object.equals(object);
        }

        @Override
        public String remoteToString() {
            return object.toString();
        }
    }
}
