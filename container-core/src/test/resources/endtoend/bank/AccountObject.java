package bank;

import dev.hearth.api.*;

@HostedObject(name = "accounts", lifecycle = Lifecycle.PERSISTENT)
public final class AccountObject implements Account {
    private final transient ObjectContext context;
    private long cents;

    AccountObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    @ReadOnly
    public long balance() {
        return cents;
    }

    @Override
    public long deposit(long amount) {
        return cents += amount;
    }

    @Override
    public long withdraw(long amount) throws TooLittle {
        if (amount > cents) {
            throw new TooLittle(amount - cents);
        }
        return cents -= amount;
    }

    @Override
    public void depositAndThrow(long amount) {
        cents += amount;
        throw new IllegalArgumentException("not this time");
    }

    @Override
    public void close() {
        context.remove();
    }
}
