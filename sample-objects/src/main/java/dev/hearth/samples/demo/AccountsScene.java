package dev.hearth.samples.demo;

import dev.hearth.samples.accounts.Account;
import dev.hearth.samples.accounts.InsufficientFunds;
import dev.hearth.samples.accounts.Transfers;
import java.rmi.NotBoundException;
import java.util.List;

/** Persistent objects and transactions. */
final class AccountsScene implements Scene {

    private final Server server;
    private final Account alice;
    private final Account bob;
    private final Transfers transfers;

    AccountsScene(Server server) throws Exception {
        this.server = server;
        alice = server.find("accounts/alice", Account.class);
        bob = server.find("accounts/bob", Account.class);
        transfers = server.find("transfers", Transfers.class);
    }

    @Override
    public String title() {
        return "accounts and transfers: PERSISTENT, PER_OBJECT, a call is a transaction";
    }

    @Override
    public void before(Report report) throws Exception {
        alice.deposit(10_000);
        bob.deposit(2_000);
        balances(report, "two accounts, each with its own balance", 10_000, 2_000);
        transfers.transfer("alice", "bob", 3_000);
        balances(report, "a transfer changes both", 7_000, 5_000);
        report.same("one that fails says why: cents missing", 20_000L, missing());
        balances(report, "and leaves both as they were, though it paid in first", 7_000, 5_000);
        report.fails("an undeclared exception arrives too", IllegalArgumentException.class, () -> alice.deposit(-1));
        Crowd.call(4, this::tenDeposits);
        balances(report, "40 deposits by 4 clients at once, none lost", 7_040, 5_000);
        report.fails(
                "a name that is not there says so",
                NotBoundException.class,
                () -> server.find("acounts/alice", Account.class));
    }

    private long missing() throws Exception {
        try {
            transfers.transfer("bob", "alice", 25_000);
            return 0;
        } catch (InsufficientFunds refused) {
            return refused.missing();
        }
    }

    private long tenDeposits() throws Exception {
        for (int i = 0; i < 9; i++) {
            alice.deposit(1);
        }
        return alice.deposit(1);
    }

    private void balances(Report report, String what, long ofAlice, long ofBob) throws Exception {
        report.same(what, List.of(ofAlice, ofBob), List.of(alice.balance(), bob.balance()));
    }

    @Override
    public void after(Report report) throws Exception {
        balances(report, "the same stubs find the same balances", 7_040, 5_000);
        transfers.transfer("bob", "alice", 5_000);
        balances(report, "and transfers go on", 12_040, 0);
    }
}
