package dev.hearth.core.admin;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** A deployment's interface, with a value and a servant beside it, to be loaded apart from the tests. */
public interface Twister extends Remote {

    record Point(int x, int y) {}

    final class Servant implements Twister {

        @Override
        public Point twist(Point point) {
            return new Point(point.y(), point.x());
        }
    }

    Point twist(Point point) throws RemoteException;
}
