package dev.hearth.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.rmi.Naming;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;

/**
 * The first call that a client of the sample objects makes: look {@code greeter} up, and be greeted.
 *
 * <p>The sample's interface is on the class path of this run only, as a client's own would be; this class knows it by
 * name.
 */
final class Greeting {
    private static final String INTERFACE = "dev.hearth.samples.greeter.Greeter";

    private final Method greet;

    /** @throws IllegalStateException if the sample's interface is not on the class path */
    Greeting() {
        try {
            greet = Class.forName(INTERFACE).getMethod("greet", String.class);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(INTERFACE + " with greet(String) is not on the class path", missing);
        }
    }

    /**
     * Looks the object up and calls it once.
     *
     * @throws RemoteException if nobody answers on the port, or not yet
     * @throws NotBoundException if the server is up and does not know the name yet
     * @throws IllegalStateException if the answer is no greeting
     */
    void exchange(int port) throws RemoteException, NotBoundException {
        String answer = greet(lookup(port));
        if (!answer.contains("Ada")) {
            throw new IllegalStateException("the greeter's answer to Ada is: " + answer);
        }
    }

    private static Remote lookup(int port) throws RemoteException, NotBoundException {
        try {
            return Naming.lookup("rmi://127.0.0.1:" + port + "/greeter");
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String greet(Remote greeter) throws RemoteException {
        try {
            return (String) greet.invoke(greeter, "Ada");
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RemoteException failure) {
                throw failure;
            }
            throw new IllegalStateException("the greeter failed: " + thrown.getCause(), thrown);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
