package blob;

import java.rmi.registry.LocateRegistry;
import java.util.Arrays;

/** Fills many objects with bytes of their own, and looks whether they are there. */
public final class BlobClient {
    private static final int PORT = Integer.getInteger("port");

    private BlobClient() {}

    private static Blob blob(int number) throws Exception {
        return (Blob) LocateRegistry.getRegistry("localhost", PORT).lookup("blobs/" + number);
    }

    public static void fill(String from, String count, String size) throws Exception {
        int first = Integer.parseInt(from);
        for (int i = first; i < first + Integer.parseInt(count); i++) {
            byte[] bytes = new byte[Integer.parseInt(size)];
            Arrays.fill(bytes, (byte) i);
            blob(i).put(bytes);
        }
    }

    public static String intact(String from, String count, String size) throws Exception {
        int intact = 0;
        int first = Integer.parseInt(from);
        for (int i = first; i < first + Integer.parseInt(count); i++) {
            byte[] expected = new byte[Integer.parseInt(size)];
            Arrays.fill(expected, (byte) i);
            if (Arrays.equals(expected, blob(i).get())) {
                intact++;
            }
        }
        return String.valueOf(intact);
    }
}
