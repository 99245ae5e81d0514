package rmic;

import java.rmi.RemoteException;

public final class DoorImpl implements Door {

    Door stub;

    @Override
    public String knock(String who) {
        if (who.isEmpty()) {
            throw new IllegalArgumentException("nobody knocks");
        }
        return "come in, " + who;
    }

    @Override
    public String enter(Guest guest) throws RemoteException {
        return guest.greet("door");
    }

    @Override
    public Door stub() {
        return stub;
    }
}
