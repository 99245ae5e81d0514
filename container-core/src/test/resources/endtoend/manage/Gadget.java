package manage;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** Tells when it is read; lies on the server's class path too. */
public final class Gadget implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        System.setProperty("gadget", "awake");
        in.defaultReadObject();
    }
}
