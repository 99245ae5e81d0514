package trouble;

import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** Leaves a file behind where it is deserialised. */
public class Tattler implements Serializable {
    private static final long serialVersionUID = 1;
    private final String file;

    public Tattler(String file) {
        this.file = file;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        new File(file).createNewFile();
    }
}
