package rmic;

import java.io.IOException;
import java.rmi.Remote;

public interface Passage extends Remote {

    /** What the door of another deployment says. */
    String through(String who) throws IOException;

    /** What a door says that a registry of another process has. */
    String elsewhere(int port, String who) throws IOException;
}
