package dev.hearth.core.hosted.jdk;

import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.HostedRmi;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.server.RemoteRef;

/** Stands for {@link java.rmi.server.RemoteObject} where a class extends it. */
public abstract class RemoteObject extends java.rmi.server.RemoteObject {

    private static final long serialVersionUID = 1;

    protected RemoteObject() {}

    protected RemoteObject(RemoteRef ref) {
        super(ref);
    }

    public static Remote toStub(Remote object) throws NoSuchObjectException {
        return HostedRmi.toStub(object, HostedCode.caller());
    }
}
