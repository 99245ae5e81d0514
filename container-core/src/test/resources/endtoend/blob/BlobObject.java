package blob;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.ReadOnly;

@HostedObject(name = "blobs", lifecycle = Lifecycle.PERSISTENT)
public final class BlobObject implements Blob {
    private byte[] bytes = {};

    @Override
    public void put(byte[] given) {
        bytes = given;
    }

    @Override
    @ReadOnly
    public byte[] get() {
        return bytes;
    }
}
