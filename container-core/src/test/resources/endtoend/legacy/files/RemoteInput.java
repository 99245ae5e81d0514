package legacy.files;

import java.io.IOException;
import java.rmi.Remote;

public interface RemoteInput extends Remote {
    /** Null at the end. */
    byte[] read(int most) throws IOException;

    void close() throws IOException;
}
