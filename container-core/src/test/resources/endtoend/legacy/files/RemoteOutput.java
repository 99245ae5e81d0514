package legacy.files;

import java.io.IOException;
import java.rmi.Remote;

public interface RemoteOutput extends Remote {
    void write(byte[] bytes, int from, int count) throws IOException;

    void close() throws IOException;
}
