package bank;

import dev.hearth.api.*;

@HostedObject(name = "clerk")
public final class ClerkObject implements Clerk {
    private final ObjectContext context;

    ClerkObject(ObjectContext context) {
        this.context = context;
    }

    private Account account(String key) throws Exception {
        return context.lookup("accounts/" + key, Account.class);
    }

    @Override
    public void transfer(String from, String to, long cents) throws Exception {
        account(to).deposit(cents);
        account(from).withdraw(cents);
    }

    @Override
    public String depositDespite(String good, String bad, long cents) throws Exception {
        account(good).deposit(cents);
        try {
            account(bad).depositAndThrow(cents);
            return "nothing was thrown";
        } catch (IllegalArgumentException thrown) {
            return "caught " + thrown.getMessage();
        }
    }

    @Override
    public void closeAndThrow(String key) throws Exception {
        account(key).close();
        throw new IllegalStateException("after all");
    }

    @Override
    public boolean exists(String key) {
        return context.exists("accounts/" + key);
    }
}
