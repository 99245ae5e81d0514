package dev.hearth.core.call.copy;

import dev.hearth.core.call.ObjectReferences;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.rmi.Remote;
import java.util.List;

/** Writes a copy; remote objects and common classes become places in a list, since they don't pass through bytes. */
final class CopyOutput extends ObjectOutputStream {

    /** In place of a carried class's place. */
    static final int DESCRIBED = -1;

    private final ClassLoader target;
    private final ObjectReferences refs;
    private final List<Object> carried;

    /** The place of an object in the list. */
    record Carried(int place) implements Serializable {}

    CopyOutput(OutputStream out, ClassLoader target, ObjectReferences refs, List<Object> carried) throws IOException {
        super(out);
        this.target = target;
        this.refs = refs;
        this.carried = carried;
        enableReplaceObject(true);
    }

    /** A class that the target knows too is carried itself: what its description says need not be written and read again. */
    @Override
    protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
        Class<?> type = description.forClass();
        if (type == Carried.class || LocalCopier.knows(target, type)) {
            carried.add(type);
            writeInt(carried.size() - 1);
        } else {
            writeInt(DESCRIBED);
            super.writeClassDescriptor(description);
        }
    }

    @Override
    protected Object replaceObject(Object written) throws IOException {
        if (!(written instanceof Remote remote) || LocalCopier.byValue(remote, refs)) {
            return written;
        }
        carried.add(LocalCopier.reference(remote, target, refs));
        return new Carried(carried.size() - 1);
    }
}
