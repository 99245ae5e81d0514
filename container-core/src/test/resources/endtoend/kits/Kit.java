package kits;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Kit extends Remote {

    /** What this deployment's JSON library makes of a list. */
    String json() throws RemoteException;

    /** Whether its JSON and logging classes are its own. */
    String origins() throws RemoteException;

    /** What a class of this name is to this deployment, asked in all the ways there are. */
    String seen(String className) throws RemoteException;

    /** How often this was asked of its class. */
    int count() throws RemoteException;

    Answer answer(Wish wish) throws RemoteException;

    /** What another object, of another deployment, answers to a wish that is made here. */
    String ask(String other, String wish) throws RemoteException;
}
