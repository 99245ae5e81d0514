package legacy.files;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.rmi.Naming;
import java.util.Random;
import java.util.zip.CRC32;

public class FileClient {

    public static void main(String[] args) throws Exception {
        Files files = (Files) Naming.lookup("//localhost:" + args[0] + "/files");
        byte[] bytes = new byte[300000];
        new Random(7).nextBytes(bytes);
        RemoteOutput out = files.write("big");
        for (int i = 0; i < bytes.length; i += 30000) {
            out.write(bytes, i, 30000);
        }
        out.close();
        CRC32 sum = new CRC32();
        int count = 0;
        InputStream in = new RemoteInputStream(files.read("big"));
        for (int each = in.read(); each >= 0; each = in.read()) {
            sum.update(each);
            count++;
        }
        in.close();
        CRC32 expected = new CRC32();
        expected.update(bytes);
        System.out.println(count + " bytes, " + (sum.getValue() == expected.getValue() ? "the same" : "others"));
        try {
            files.read("none");
        } catch (FileNotFoundException missing) {
            System.out.println("missing: " + missing.getMessage());
        }
    }
}
