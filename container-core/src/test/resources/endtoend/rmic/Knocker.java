package rmic;

import java.io.IOException;

/** Not remote itself: no proxy of the JDK's makes this call. */
public interface Knocker {

    String knock(String who) throws IOException;
}
