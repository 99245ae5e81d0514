package outside;

import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** A class that the server has, but that no signature speaks of. */
public class Stowaway implements Serializable {
    private static final long serialVersionUID = 1;
    private final String file;

    public Stowaway(String file) {
        this.file = file;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        new File(file).createNewFile();
    }
}
