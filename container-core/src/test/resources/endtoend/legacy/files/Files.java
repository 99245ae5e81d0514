package legacy.files;

import java.io.IOException;
import java.rmi.Remote;

public interface Files extends Remote {
    RemoteInput read(String name) throws IOException;

    RemoteOutput write(String name) throws IOException;
}
