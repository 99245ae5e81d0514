package dev.hearth.core.wire.marshal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The 22 bytes of an {@link java.rmi.server.ObjID}, as a value. */
public record WireId(long number, int unique, long time, short count) {

    static WireId of(byte[] objId) {
        ByteBuffer bytes = ByteBuffer.wrap(objId);
        return new WireId(bytes.getLong(), bytes.getInt(), bytes.getLong(), bytes.getShort());
    }

    /** That of an object which every server has, such as {@link java.rmi.server.ObjID#REGISTRY_ID}. */
    public static WireId wellKnown(int number) {
        return new WireId(number, 0, 0, (short) 0);
    }

    static WireId readFrom(DataInput in) throws IOException {
        return new WireId(in.readLong(), in.readInt(), in.readLong(), in.readShort());
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(number);
        out.writeInt(unique);
        out.writeLong(time);
        out.writeShort(count);
    }

    /** Without what makes it a key to the object. */
    @Override
    public String toString() {
        return "object " + number;
    }

    /** The bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(ObjectIds.LENGTH)
                .putLong(number)
                .putInt(unique)
                .putLong(time)
                .putShort(count)
                .array();
    }
}
