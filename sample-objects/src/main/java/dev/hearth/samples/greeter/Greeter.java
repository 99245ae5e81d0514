package dev.hearth.samples.greeter;

import dev.hearth.samples.threading.Visited;
import java.rmi.RemoteException;

/** Greets. */
public interface Greeter extends Visited {

    /** A greeting for whoever bears the name. */
    String greet(String name) throws RemoteException;
}
