package dev.hearth.core.wire.marshal;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.MarshalException;
import java.rmi.dgc.DGC;
import java.rmi.dgc.Lease;
import java.rmi.dgc.VMID;
import java.rmi.registry.Registry;
import java.rmi.server.ObjID;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Just enough of a JRMP server for an unmodified JDK client to call one object through the marshaller. */
final class SmallEndpoint implements AutoCloseable {

    private static final List<String> REGISTRY_OPERATIONS = List.of("bind", "list", "lookup", "rebind", "unbind");

    final List<Throwable> faults = new CopyOnWriteArrayList<>();
    final List<String> called = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final ObjectIds ids;
    private final Marshaller marshaller;
    private final Object servant;
    private final HostedType type;
    private final Map<Long, HostedType> wellKnown;

    SmallEndpoint(ObjectIds ids, Marshaller marshaller, Object servant, HostedType type) throws IOException {
        this.ids = ids;
        this.marshaller = marshaller;
        this.servant = servant;
        this.type = type;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.wellKnown = Map.of(
                0L, Wires.type(Names.class, getClass().getClassLoader(), name -> false),
                2L, Wires.type(Collector.class, getClass().getClassLoader(), name -> false));
        start(this::accept);
    }

    private abstract static class Names implements Registry {}

    private abstract static class Collector implements DGC {
        @Override
        public Lease dirty(ObjID[] ids, long sequence, Lease lease) {
            return lease;
        }

        @Override
        public void clean(ObjID[] ids, long sequence, VMID vmid, boolean strong) {}
    }

    int port() {
        return server.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "small-endpoint");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            in.readNBytes(7);
            out.writeByte(0x4e);
            out.writeUTF("127.0.0.1");
            out.writeInt(socket.getPort());
            in.readUTF();
            in.readInt();
            Route route = new Route("127.0.0.1", port(), Peer.LOCAL, 0);
            for (int operation = in.read(); operation >= 0; operation = in.read()) {
                if (operation == 0x52) {
                    out.writeByte(0x53);
                } else if (operation == 0x50) {
                    out.write(answer(in, route));
                } else {
                    throw new IOException("operation " + operation + ": the message before was not read exactly");
                }
            }
        } catch (IOException | ClassNotFoundException | RuntimeException fault) {
            faults.add(fault);
        }
    }

    private byte[] answer(DataInputStream in, Route route) throws IOException, ClassNotFoundException {
        in.readInt();
        int block = in.read() == 0x77 ? in.read() : in.readInt();
        byte[] objId = in.readNBytes(ObjectIds.LENGTH);
        int operation = in.readInt();
        long hash = in.readLong();
        long number = ids.decode(objId, 0).orElseThrow().number();
        HostedType called = wellKnown.getOrDefault(number, type);
        HostedMethod method = operation >= 0 ? numbered(called, number, operation) : called.method(hash);
        this.called.add(method.name());
        Outcome outcome;
        try {
            Object[] arguments = marshaller.readArguments(in, block - 34, method, called, route);
            outcome = outcome(number, method, arguments);
        } catch (java.rmi.UnmarshalException refused) {
            outcome = Outcome.refused(new java.rmi.ServerException("refused", refused));
        }
        ReplyBuffer reply = new ReplyBuffer();
        try {
            marshaller.writeReply(reply, outcome, method, called, route);
        } catch (MarshalException failed) {
            marshaller.writeReply(reply, Outcome.fault(failed), method, called, route);
        }
        return java.util.Arrays.copyOf(reply.array(), reply.size());
    }

    private static HostedMethod numbered(HostedType type, long number, int operation) {
        return Wires.method(
                type, number == 0 ? REGISTRY_OPERATIONS.get(operation) : operation == 0 ? "clean" : "dirty");
    }

    private Outcome outcome(long number, HostedMethod method, Object[] arguments) {
        if (number == 0) {
            return Outcome.result(servant);
        }
        if (number == 2) {
            return Outcome.result(method.name().equals("dirty") ? arguments[2] : null);
        }
        try {
            return Outcome.result(method.invoke(servant, arguments));
        } catch (Throwable thrown) {
            return Outcome.exception(thrown);
        }
    }

    Optional<Throwable> fault() {
        return faults.stream().findFirst();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
