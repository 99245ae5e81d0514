package trouble;

import dev.hearth.api.*;
import java.util.concurrent.TimeUnit;

@HostedObject(name = "purses", lifecycle = Lifecycle.PERSISTENT, threading = Threading.PER_OBJECT)
public final class PurseObject implements Purse {
    private final transient ObjectContext context;
    private int value;

    PurseObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    @ReadOnly
    public int value() {
        return value;
    }

    @Override
    public int add(int more) {
        return value += more;
    }

    @Override
    public Object addAndReturnRubbish(int more) {
        value += more;
        return new Thread("not to be sent");
    }

    @Override
    public int addAndWait(int more) throws Exception {
        value += more;
        LatchesObject.ENTERED.release();
        LatchesObject.OPEN.acquire();
        return value;
    }

    @Override
    @Deadline(millis = 2000)
    public int addAndWaitAtMost(int more) throws Exception {
        value += more;
        try {
            LatchesObject.OPEN.acquire();
        } catch (InterruptedException late) {
            LatchesObject.INTERRUPTED.release();
        }
        return value;
    }

    @Override
    @Deadline(millis = 300)
    public int addSoon(int more) {
        return value += more;
    }

    @Override
    public int addAndCross(int more, String other) throws Exception {
        value += more;
        LatchesObject.BOTH.await(30, TimeUnit.SECONDS);
        context.lookup("purses/" + other, Purse.class).add(more);
        return value;
    }
}
