package stream;

import com.healthmarketscience.rmiio.RemoteInputStream;
import com.healthmarketscience.rmiio.RemoteInputStreamClient;
import com.healthmarketscience.rmiio.RemoteInputStreamMonitor;
import com.healthmarketscience.rmiio.SimpleRemoteInputStream;
import dev.hearth.api.HostedObject;
import java.io.IOException;
import java.io.InputStream;
import java.rmi.server.Unreferenced;
import java.util.concurrent.atomic.AtomicInteger;

@HostedObject(name = "depot")
public final class DepotObject implements Depot {
    private static final AtomicInteger CLOSED = new AtomicInteger();
    private static final int CHUNK = 1 << 18;

    private static SimpleRemoteInputStream serve(long bytes) {
        return new SimpleRemoteInputStream(new Bytes(bytes), new RemoteInputStreamMonitor(), CHUNK);
    }

    @Override
    public RemoteInputStream exported(long bytes) throws IOException {
        return serve(bytes).export();
    }

    @Override
    public RemoteInputStream hosted(long bytes) {
        return new Hosted(serve(bytes));
    }

    @Override
    public String store(RemoteInputStream in) throws IOException {
        try (InputStream stream = RemoteInputStreamClient.wrap(in)) {
            return Bytes.sum(stream);
        }
    }

    @Override
    public int closed() {
        return CLOSED.get();
    }

    /** Goes through the container's port, as all that it hosts. */
    private static final class Hosted implements RemoteInputStream, Unreferenced {
        private final SimpleRemoteInputStream inner;

        Hosted(SimpleRemoteInputStream inner) {
            this.inner = inner;
        }

        @Override
        public boolean usingGZIPCompression() {
            return inner.usingGZIPCompression();
        }

        @Override
        public int available() throws IOException {
            return inner.available();
        }

        @Override
        public void close(boolean success) throws IOException {
            inner.close(success);
        }

        @Override
        public byte[] readPacket(int number) throws IOException {
            return inner.readPacket(number);
        }

        @Override
        public long skip(long count, int number) throws IOException {
            return inner.skip(count, number);
        }

        @Override
        public void unreferenced() {
            inner.unreferenced();
            CLOSED.incrementAndGet();
        }
    }
}
