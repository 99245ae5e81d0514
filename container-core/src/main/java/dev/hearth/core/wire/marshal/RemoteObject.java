package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.rmi.server.RMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@link java.rmi.server.RemoteObject} where a stub is read. The stream's class resolves to this one, since it
 * has the same simple name and number: so a stub that comes in opens no connection, and only an address is left of it.
 */
class RemoteObject implements Serializable {

    private static final long serialVersionUID = -3215090123894869218L;
    private static final int PLAIN = 0;
    private static final int WITH_FACTORY = 1;

    private transient @Nullable StubAddress address;

    /** What the stub points at; null only where a stream made an object without the stub's own data. */
    @Nullable
    StubAddress address() {
        return address;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        String kind = in.readUTF();
        address = switch (kind) {
            case "UnicastRef" -> readAddress(in, PLAIN);
            case "UnicastRef2" -> readAddress(in, in.readUnsignedByte());
            default ->
                throw refusal(
                        in,
                        "a stub with a reference of kind '" + Refusals.printable(kind)
                                + "', where only UnicastRef and UnicastRef2 are read,");
        };
    }

    /** Said to the stream too: it reports what is left unread, and would hide this. */
    private static IOException refusal(ObjectInputStream in, String what) {
        return in instanceof WireInput wire ? wire.refuse(what) : new InvalidObjectException(what);
    }

    private static StubAddress readAddress(ObjectInputStream in, int form) throws IOException, ClassNotFoundException {
        String host = in.readUTF();
        int port = in.readInt();
        RMIClientSocketFactory factory = switch (form) {
            case PLAIN -> null;
            case WITH_FACTORY -> readFactory(in);
            default -> throw refusal(in, "a stub of unknown form " + form);
        };
        WireId id = WireId.readFrom(in);
        in.readBoolean(); // whether an acknowledgement is wanted; without one the sender keeps the object for a while
        return new StubAddress(host, port, id, factory);
    }

    private static RMIClientSocketFactory readFactory(ObjectInputStream in) throws IOException, ClassNotFoundException {
        Object factory = in.readObject(); // of a class that the method's filter lets in
        if (!(factory instanceof RMIClientSocketFactory known)) {
            throw refusal(
                    in,
                    "a stub with a socket factory of class "
                            + (factory == null ? "null" : factory.getClass().getName())
                            + ", which is none,");
        }
        return known;
    }
}
