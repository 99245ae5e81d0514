package shaky;

import java.rmi.Remote;

/** What is interrupted. */
public interface Shaky extends Remote {

    /** Adds one here and one there, and takes so long in between. */
    void add(String there, long before, long between) throws Exception;

    /** Adds one. */
    void plus() throws Exception;

    long value() throws Exception;

    /** Whether the thread comes with an interrupt that nobody meant for this call. */
    boolean interrupted() throws Exception;
}
