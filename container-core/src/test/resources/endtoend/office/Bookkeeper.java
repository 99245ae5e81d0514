package office;

import java.rmi.Remote;

public interface Bookkeeper extends Remote {
    /** Lets the object of another deployment add, and says how many numbers it still has itself. */
    String book(long one, long other) throws Exception;
}
