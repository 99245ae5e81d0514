package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.lang.reflect.Method;
import java.rmi.Remote;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteRef;

/**
 * Makes a proxy serialize into a genuine JDK stub: {@link RemoteObject} writes the reference's class name and lets it write
 * the rest, in the form of the JDK's own {@code UnicastRef} and {@code UnicastRef2}.
 *
 * <p>Can only be written. A call through it never leaves this process, since proxies that hold it are not handed to hosted
 * code.
 */
@SuppressWarnings("deprecation") // RemoteRef still asks for the methods of JDK 1.1
final class StubRef implements RemoteRef {

    private static final long serialVersionUID = 1;
    private static final int WITH_FACTORY = 1;

    private final transient StubAddress address;

    StubRef(StubAddress address) {
        this.address = address;
    }

    StubAddress address() {
        return address;
    }

    @Override
    public String getRefClass(ObjectOutput out) {
        return address.clientFactory() == null ? "UnicastRef" : "UnicastRef2";
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        if (address.clientFactory() != null) {
            out.writeByte(WITH_FACTORY);
        }
        out.writeUTF(address.host());
        out.writeInt(address.port());
        if (address.clientFactory() != null) {
            out.writeObject(address.clientFactory());
        }
        address.id().writeTo(out);
        out.writeBoolean(false); // no acknowledgement wanted
    }

    @Override
    public void readExternal(ObjectInput in) {
        throw new UnsupportedOperationException("only written");
    }

    @Override
    public Object invoke(Remote stub, Method method, Object[] arguments, long hash) {
        throw new UnsupportedOperationException("only written: " + method);
    }

    @Override
    public java.rmi.server.RemoteCall newCall(
            RemoteObject stub, java.rmi.server.Operation[] operations, int number, long hash) {
        throw new UnsupportedOperationException("only written");
    }

    @Override
    public void invoke(java.rmi.server.RemoteCall call) {
        throw new UnsupportedOperationException("only written");
    }

    @Override
    public void done(java.rmi.server.RemoteCall call) {
        throw new UnsupportedOperationException("only written");
    }

    @Override
    public int remoteHashCode() {
        return address.hashCode();
    }

    @Override
    public boolean remoteEquals(RemoteRef other) {
        return other instanceof StubRef that && that.address.equals(address);
    }

    @Override
    public String remoteToString() {
        return address.toString();
    }
}
