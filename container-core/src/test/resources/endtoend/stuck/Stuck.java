package stuck;

import java.rmi.Remote;

/** Methods that take their time. */
public interface Stuck extends Remote {

    /** Waits to be let go, whoever interrupts it. */
    void ignore() throws Exception;

    /** Is busy until it is let go, whoever interrupts it. */
    void spin() throws Exception;

    /** Waits until it is interrupted. */
    void hold() throws Exception;

    /** Calls another object's {@link #ignore}. */
    void through(String other) throws Exception;

    String hello() throws Exception;

    /** Lets all go. */
    void letGo() throws Exception;
}
