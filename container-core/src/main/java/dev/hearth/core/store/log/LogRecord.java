package dev.hearth.core.store.log;

import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStore.Identity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One commit, as it stands in the log: changes of states and removals, and names that were given numbers.
 *
 * @param position greater than that of every commit accepted before
 * @param named identities that are new and have no state yet
 */
record LogRecord(long position, List<Change> changes, List<Identity> named) {

    private static final int REMOVED = -1;
    private static final int PER_NAME = 72;

    /** All but the position, which a commit gets when its bytes are there already. */
    static byte[] encode(List<Change> changes, List<Identity> named) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sizeOf(changes, named));
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeInt(changes.size());
            for (Change change : changes) {
                writeName(out, change.number(), change.name(), change.type());
                byte[] state = change.state();
                out.writeInt(state == null ? REMOVED : state.length);
                if (state != null) {
                    out.write(state);
                }
            }
            out.writeInt(named.size());
            for (Identity identity : named) {
                writeName(out, identity.number(), identity.name(), identity.type());
            }
            for (Change change :
                    changes) { // last: logs of an older Hearth end before, and it passes over what it does not know
                out.writeLong(change.writer());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static int sizeOf(List<Change> changes, List<Identity> named) {
        int size = PER_NAME * (changes.size() + named.size());
        for (Change change : changes) {
            byte[] state = change.state();
            size += change.name().length() + (state == null ? 0 : state.length);
        }
        return size;
    }

    private static void writeName(DataOutputStream out, long number, String name, String type) throws IOException {
        out.writeLong(number);
        out.writeUTF(name);
        out.writeUTF(type);
    }

    /** @throws IOException if the bytes are no record */
    static LogRecord decode(long position, byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        List<Change> changes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Identity about = readName(in);
            int length = in.readInt();
            byte[] state = length == REMOVED ? null : in.readNBytes(length);
            changes.add(new Change(about.number(), about.name(), about.type(), state));
        }
        List<Identity> named = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            named.add(readName(in));
        }
        if (in.available() > 0) {
            readWriters(in, changes);
        }
        return new LogRecord(position, List.copyOf(changes), List.copyOf(named));
    }

    private static void readWriters(DataInputStream in, List<Change> changes) throws IOException {
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            changes.set(i, new Change(change.number(), change.name(), change.type(), change.state(), in.readLong()));
        }
    }

    private static Identity readName(DataInputStream in) throws IOException {
        return new Identity(in.readLong(), in.readUTF(), in.readUTF(), false);
    }
}
