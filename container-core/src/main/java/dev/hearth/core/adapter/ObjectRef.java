package dev.hearth.core.adapter;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.rmi.Remote;
import java.rmi.server.Operation;
import java.rmi.server.RemoteCall;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteRef;

/**
 * What is inside a {@link RemoteObject} of hosted code: leads to an object in this process.
 *
 * <p>In messages it never travels: what is written in the place of what holds it is the object's stub.
 */
@SuppressWarnings("deprecation") // what the interface demands
public class ObjectRef implements RemoteRef {

    private static final long serialVersionUID = 1;

    private final transient Remote object;

    /** @param object a reference to it */
    public ObjectRef(Remote object) {
        this.object = object;
    }

    public final Remote object() {
        return object;
    }

    @Override
    public final Object invoke(Remote stub, Method method, Object[] arguments, long hash) throws Exception {
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
    public final RemoteCall newCall(RemoteObject stub, Operation[] operations, int number, long hash) {
        throw old();
    }

    @Override
    public final void invoke(RemoteCall call) {
        throw old();
    }

    @Override
    public final void done(RemoteCall call) {
        throw old();
    }

    /** The JDK's for a server's own object: it has no content, and who reads that exports the object anew. */
    @Override
    public String getRefClass(ObjectOutput out) {
        return "UnicastServerRef";
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {}

    @Override
    public final void readExternal(ObjectInput in) {
        throw new UnsupportedOperationException("only made here");
    }

    @Override
    public final int remoteHashCode() {
        return object.hashCode();
    }

    @Override
    public final boolean remoteEquals(RemoteRef other) {
        return other instanceof ObjectRef that && that.object.equals(object);
    }

    @Override
    public final String remoteToString() {
        return object.toString();
    }
}
