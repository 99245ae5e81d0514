package hold;

import java.rmi.Remote;

public interface Hold extends Remote {
    /** Makes one file, and returns when the other is there. */
    String untilThere(String made, String awaited) throws Exception;

    String hello() throws Exception;
}
