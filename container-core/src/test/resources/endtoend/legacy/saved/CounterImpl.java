package legacy.saved;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;

/** Looks at its own reference, and writes itself to where it is read from when the server starts anew. */
public class CounterImpl extends UnicastRemoteObject implements Counter {

    private int count;

    public CounterImpl() throws RemoteException {
        if (getRef().remoteToString().isEmpty()) {
            throw new IllegalStateException("a reference to nothing");
        }
    }

    public synchronized int next() {
        return ++count;
    }

    public synchronized Counter restored() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Counter) in.readObject();
        }
    }

    public String facts() throws RemoteException {
        return toString().startsWith("CounterImpl[")
                + " " + equals(this)
                + " " + equals(new CounterImpl())
                + " " + (hashCode() == toStub(this).hashCode());
    }
}
