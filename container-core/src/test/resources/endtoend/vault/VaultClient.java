package vault;

import java.io.*;
import java.net.Socket;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.*;
import javax.naming.InitialContext;
import javax.net.ssl.SSLSocketFactory;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import javax.rmi.ssl.SslRMIServerSocketFactory;

/** What clients of the vault do, with the JDK alone. */
public final class VaultClient {
    private static final int PORT = Integer.getInteger("port");
    private static final String HOST = System.getProperty("host", "127.0.0.1");
    private static final List<Socket> IDLE = new ArrayList<>();

    private VaultClient() {}

    private static Vault vault() throws Exception {
        return (Vault) LocateRegistry.getRegistry(HOST, PORT, new SslRMIClientSocketFactory())
                .lookup("vault");
    }

    public static String who() throws Exception {
        return vault().who();
    }

    public static String byJndi() throws Exception {
        Hashtable<String, Object> environment = new Hashtable<>();
        environment.put("com.sun.jndi.rmi.factory.socket", new SslRMIClientSocketFactory());
        return ((Vault) new InitialContext(environment).lookup("rmi://" + HOST + ":" + PORT + "/vault")).who();
    }

    public static String innerWho() throws Exception {
        return vault().inner().inner().who();
    }

    public static String plainly() throws Exception {
        return ((Vault) LocateRegistry.getRegistry(HOST, PORT).lookup("vault")).who();
    }

    /** Whether this many bytes come back as they were sent. */
    public static boolean echo(String megabytes) throws Exception {
        byte[] content = new byte[Integer.parseInt(megabytes) << 20];
        new Random(1).nextBytes(content);
        return Arrays.equals(vault().echo(content), content);
    }

    /** Is called back, at a port of its own that speaks TLS too, or does not. */
    public static String tell(String secure) throws Exception {
        Listener listener = new Listener() {
            @Override
            public String heard(String what, Vault from) throws RemoteException {
                return what + " from " + from.who();
            }
        };
        if (Boolean.parseBoolean(secure)) {
            UnicastRemoteObject.exportObject(
                    listener, 0, new SslRMIClientSocketFactory(), new SslRMIServerSocketFactory(null, null, true));
        } else {
            UnicastRemoteObject.exportObject(listener, 0);
        }
        try {
            return vault().tell(listener);
        } finally {
            UnicastRemoteObject.unexportObject(listener, true);
        }
    }

    /** Opens this many connections, makes each ready for calls, and leaves them. */
    public static int idle(String count) throws Exception {
        for (int i = 0; i < Integer.parseInt(count); i++) {
            Socket socket = SSLSocketFactory.getDefault().createSocket(HOST, PORT);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(new byte[] {'J', 'R', 'M', 'I', 0, 2, 0x4b});
            in.readByte();
            in.readUTF();
            in.readInt();
            out.write(new byte[] {0, 0, 0, 0, 0, 0, 0x52});
            in.readByte();
            IDLE.add(socket);
        }
        return IDLE.size();
    }

    /** Whether all that were left still answer. */
    public static int answering() throws Exception {
        int answering = 0;
        for (Socket socket : IDLE) {
            socket.getOutputStream().write(0x52);
            answering += socket.getInputStream().read() == 0x53 ? 1 : 0;
        }
        return answering;
    }

    public static long readers() throws Exception {
        return vault().readers();
    }
}
