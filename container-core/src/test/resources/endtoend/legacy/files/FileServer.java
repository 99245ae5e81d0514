package legacy.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.rmi.Naming;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

public class FileServer extends UnicastRemoteObject implements Files {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, byte[]> files = new ConcurrentHashMap<String, byte[]>();

    FileServer() throws RemoteException {}

    public RemoteInput read(String name) throws IOException {
        byte[] file = files.get(name);
        if (file == null) {
            throw new FileNotFoundException(name);
        }
        return new Input(file);
    }

    public RemoteOutput write(String name) throws IOException {
        return new Output(name);
    }

    private static final class Input extends UnicastRemoteObject implements RemoteInput {

        private static final long serialVersionUID = 1L;

        private final transient ByteArrayInputStream bytes;

        Input(byte[] file) throws RemoteException {
            bytes = new ByteArrayInputStream(file);
        }

        public synchronized byte[] read(int most) {
            byte[] chunk = new byte[Math.min(most, bytes.available())];
            return chunk.length == 0 ? null : java.util.Arrays.copyOf(chunk, bytes.read(chunk, 0, chunk.length)).length == 0
                    ? null
                    : chunk;
        }

        public void close() throws IOException {
            unexportObject(this, true);
        }
    }

    private final class Output extends UnicastRemoteObject implements RemoteOutput {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final transient ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String name) throws RemoteException {
            this.name = name;
        }

        public synchronized void write(byte[] more, int from, int count) {
            bytes.write(more, from, count);
        }

        public synchronized void close() throws IOException {
            files.put(name, bytes.toByteArray());
            unexportObject(this, true);
        }
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        LocateRegistry.createRegistry(port);
        Naming.rebind("//localhost:" + port + "/files", new FileServer());
        System.out.println("ready");
    }
}
