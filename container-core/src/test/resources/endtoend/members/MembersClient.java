package members;

import dev.hearth.api.Login;
import java.io.*;
import java.nio.ByteBuffer;
import java.rmi.Naming;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.*;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** What callers do who log in: with the JDK, their interfaces and {@link Login}. */
public final class MembersClient {
    private static final int PORT = Integer.getInteger("port");
    private static final String HOST = System.getProperty("host", "127.0.0.1");
    private static final RMIClientSocketFactory SOCKETS =
            Boolean.getBoolean("tls") ? new SslRMIClientSocketFactory() : null;
    private static final int ID_LENGTH = 22;
    private static final Map<String, Registry> REGISTRIES = new HashMap<>();
    private static final Map<String, Remote> KEPT = new HashMap<>();

    private MembersClient() {}

    /** A registry of somebody who has logged in; anybody else's is the plain one. */
    private static Registry registry(String who) throws RemoteException {
        Registry own = REGISTRIES.get(who);
        return own == null ? LocateRegistry.getRegistry(HOST, PORT, SOCKETS) : own;
    }

    private static Desk desk(String who, String name) throws Exception {
        return (Desk) registry(who).lookup(name);
    }

    private static Desk kept(String key) {
        return (Desk) KEPT.get(key);
    }

    public static String login(String user, String password) throws Exception {
        return loginAs(user, user, password);
    }

    public static String loginAs(String key, String user, String password) throws Exception {
        Login login = (Login) registry("nobody").lookup("login");
        Registry own = login.login(user, password.toCharArray());
        REGISTRIES.put(key, own);
        return own instanceof Registry ? "in" : "what?";
    }

    public static void loginWithNothing() throws Exception {
        ((Login) registry("nobody").lookup("login")).login(null, null);
    }

    public static void logout(String key) throws Exception {
        ((Login) registry(key).lookup("login")).logout();
    }

    public static String list(String who) throws Exception {
        String[] names = registry(who).list();
        Arrays.sort(names);
        return String.join(" ", names);
    }

    public static String who(String key, String name) throws Exception {
        return desk(key, name).who();
    }

    public static String whoByNaming(String name) throws Exception {
        return ((Desk) Naming.lookup("rmi://" + HOST + ":" + PORT + "/" + name)).who();
    }

    public static void lookup(String who, String name) throws Exception {
        registry(who).lookup(name);
    }

    public static void take(String key, String who, String name) throws Exception {
        KEPT.put(key, desk(who, name));
    }

    public static void takeInner(String key, String of) throws Exception {
        KEPT.put(key, kept(of).inner());
    }

    public static void takeKept(String key, String of) throws Exception {
        KEPT.put(key, kept(of).kept());
    }

    public static String whoKept(String key) throws Exception {
        return kept(key).who();
    }

    public static String whoAt(String key, String other) throws Exception {
        return kept(key).whoAt(kept(other));
    }

    public static void keep(String key, String other) throws Exception {
        kept(key).keep(kept(other));
    }

    public static String whoAtKept(String key) throws Exception {
        return kept(key).whoAtKept();
    }

    public static String text(String key, String other) throws Exception {
        return kept(key).text(kept(other));
    }

    public static void hold(String key) throws Exception {
        kept(key).hold();
    }

    public static void release(String key) throws Exception {
        kept(key).release();
    }

    public static String loginInside(String key, String user, String password) throws Exception {
        return kept(key).loginInside(user, password.toCharArray());
    }

    public static void bind(String who, String name, String key) throws Exception {
        registry(who).rebind(name, KEPT.get(key));
    }

    /** Keeps the stub in the exception that the desk throws. */
    public static String fail(String key, String thrown) throws Exception {
        try {
            kept(key).fail();
            return "nothing thrown";
        } catch (Trouble trouble) {
            KEPT.put(thrown, trouble.where);
            return trouble.getMessage();
        }
    }

    /** What a bell of this JVM gets: the session of the stub, and whom a call on it is by. */
    public static String ring(String key) throws Exception {
        Bell bell = new Bell() {
            @Override
            public String rung(Desk by) throws RemoteException {
                KEPT.put("rung", by);
                try {
                    return session(by) + " " + by.who();
                } catch (IOException refused) {
                    return session(by) + " " + refused.getMessage();
                }
            }
        };
        UnicastRemoteObject.exportObject(bell, 0);
        try {
            return kept(key).ring(bell);
        } finally {
            UnicastRemoteObject.unexportObject(bell, true);
        }
    }

    // what is in a stub

    private static byte[] bytes(Remote stub) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(stub);
        }
        return bytes.toByteArray();
    }

    /** Where the object's id begins: before the last boolean of the last block. */
    private static int idAt(byte[] written) {
        return written.length - 2 - ID_LENGTH;
    }

    private static int session(Remote stub) {
        try {
            byte[] written = bytes(stub);
            return ByteBuffer.wrap(written).getInt(idAt(written) + 8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static int sessionOf(String key) {
        return session(KEPT.get(key));
    }

    public static int sessionOfRegistry(String key) {
        return session(REGISTRIES.get(key));
    }

    /** The whole id of a stub, which is the key to it. */
    public static String idOf(String key) throws IOException {
        byte[] written = bytes(KEPT.get(key));
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            hex.append(String.format("%02x", written[idAt(written) + i]));
        }
        return hex.toString();
    }

    /** Calls with the id of a stub, changed. */
    public static String whoWith(String key, String id) throws Exception {
        byte[] written = bytes(KEPT.get(key));
        for (int i = 0; i < ID_LENGTH; i++) {
            written[idAt(written) + i] = (byte) Integer.parseInt(id.substring(2 * i, 2 * i + 2), 16);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written))) {
            return ((Desk) in.readObject()).who();
        }
    }

    // stubs in other hands

    public static void write(String key, String file) throws Exception {
        try (FileOutputStream out = new FileOutputStream(file)) {
            out.write(bytes(KEPT.get(key)));
        }
    }

    public static void read(String key, String file) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new FileInputStream(file))) {
            KEPT.put(key, (Remote) in.readObject());
        }
    }
}
