package dev.hearth.samples.accounts;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.ReadOnly;
import dev.hearth.api.Threading;

/**
 * A persistent object: each of {@code accounts/alice}, {@code accounts/bob}, … is one, created by its first call.
 *
 * <p>The field is the state. When a call that changed it returns to the client, the change is on the disk; when a call
 * throws, the field is as it was before. {@code PER_OBJECT} gives each account a thread of its own, so no two calls of
 * one account overlap and nothing here needs a lock.
 */
@HostedObject(name = "accounts", lifecycle = Lifecycle.PERSISTENT, threading = Threading.PER_OBJECT)
public final class AccountObject implements Account {

    private long cents;

    @Override
    @ReadOnly
    public long balance() {
        return cents;
    }

    @Override
    public long deposit(long amount) {
        cents = Math.addExact(cents, atLeastOne(amount));
        return cents;
    }

    @Override
    public long withdraw(long amount) throws InsufficientFunds {
        if (atLeastOne(amount) > cents) {
            throw new InsufficientFunds(amount - cents);
        }
        cents -= amount;
        return cents;
    }

    private static long atLeastOne(long amount) {
        if (amount < 1) {
            throw new IllegalArgumentException("An amount is at least 1 cent, not " + amount);
        }
        return amount;
    }
}
