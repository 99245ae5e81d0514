package dev.hearth.samples.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.samples.FakeContext;
import java.rmi.NotBoundException;
import org.junit.jupiter.api.Test;

class TransfersObjectTest {

    private final AccountObject alice = new AccountObject();
    private final AccountObject bob = new AccountObject();
    private final TransfersObject transfers =
            new TransfersObject(new FakeContext().with("accounts/alice", alice).with("accounts/bob", bob));

    @Test
    void movesMoneyFromOneToTheOther() throws Exception {
        alice.deposit(100);

        transfers.transfer("alice", "bob", 70);

        assertThat(alice.balance()).isEqualTo(30);
        assertThat(bob.balance()).isEqualTo(70);
    }

    /** That the deposit is undone with it is the container's doing: see the demo. */
    @Test
    void letsTheExceptionOfTheAccountThrough() {
        assertThatExceptionOfType(InsufficientFunds.class).isThrownBy(() -> transfers.transfer("alice", "bob", 1));
    }

    @Test
    void saysWhichNameIsNotThere() {
        assertThatExceptionOfType(NotBoundException.class)
                .isThrownBy(() -> transfers.transfer("alice", "carol", 1))
                .withMessageContaining("accounts/carol");
    }
}
