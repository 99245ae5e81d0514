package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.ObjectContext;
import dev.hearth.benchmarks.subject.Called;
import dev.hearth.benchmarks.subject.Calling;
import dev.hearth.benchmarks.subject.Point;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;

/** The caller: a loop in one call from outside, so that what that one costs is shared by many. */
@HostedObject(name = "calling")
public final class CallingObject implements Calling {
    private final ObjectContext context;

    /** Takes its surroundings. */
    public CallingObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public long add(String called, int times) throws RemoteException, NotBoundException {
        Called other = context.lookup(called, Called.class);
        long number = 0;
        for (int i = 0; i < times; i++) {
            number = other.add(number);
        }
        return number;
    }

    @Override
    public String echo(String called, int times) throws RemoteException, NotBoundException {
        Called other = context.lookup(called, Called.class);
        String text = "a text of middling length, as most are";
        for (int i = 0; i < times; i++) {
            text = other.echo(text);
        }
        return text;
    }

    @Override
    public long distance(String called, int times) throws RemoteException, NotBoundException {
        Called other = context.lookup(called, Called.class);
        Point point = new Point(3, 4);
        long sum = 0;
        for (int i = 0; i < times; i++) {
            sum += other.distance(point);
        }
        return sum;
    }
}
