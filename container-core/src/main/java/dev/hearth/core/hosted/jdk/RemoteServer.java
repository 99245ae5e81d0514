package dev.hearth.core.hosted.jdk;

import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.HostedRmi;
import java.io.OutputStream;
import java.io.PrintStream;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.server.RemoteRef;
import java.rmi.server.ServerNotActiveException;
import org.jspecify.annotations.Nullable;

/** Stands for {@link java.rmi.server.RemoteServer}. */
public abstract class RemoteServer extends java.rmi.server.RemoteServer {

    private static final long serialVersionUID = 1;

    protected RemoteServer() {}

    protected RemoteServer(RemoteRef ref) {
        super(ref);
    }

    public static String getClientHost() throws ServerNotActiveException {
        return HostedRmi.getClientHost(HostedCode.caller());
    }

    /** The container has a log of its own: without effect. */
    public static void setLog(@Nullable OutputStream out) {}

    /** None, as without {@code setLog}. */
    public static @Nullable PrintStream getLog() {
        return null;
    }

    public static Remote toStub(Remote object) throws NoSuchObjectException {
        return HostedRmi.toStub(object, HostedCode.caller());
    }
}
