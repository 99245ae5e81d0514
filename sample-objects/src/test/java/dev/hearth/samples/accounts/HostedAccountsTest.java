package dev.hearth.samples.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.testkit.Hearth;
import dev.hearth.testkit.HearthExtension;
import dev.hearth.testkit.Stub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HostedAccountsTest {

    @RegisterExtension
    final HearthExtension hearth = HearthExtension.hosting(AccountObject.class, TransfersObject.class);

    @Stub("accounts/alice")
    private Account alice;

    @Test
    void aTransferMovesMoney(@Stub("accounts/bob") Account bob, @Stub("transfers") Transfers transfers)
            throws Exception {
        alice.deposit(500);

        transfers.transfer("alice", "bob", 200);

        assertThat(alice.balance()).isEqualTo(300);
        assertThat(bob.balance()).isEqualTo(200);
    }

    @Test
    void aTransferThatFailsMovesNothing(@Stub("transfers") Transfers transfers, Hearth container) throws Exception {
        alice.deposit(100);

        assertThatExceptionOfType(InsufficientFunds.class).isThrownBy(() -> transfers.transfer("alice", "carol", 101));

        assertThat(alice.balance()).isEqualTo(100);
        assertThat(container.lookup("accounts/carol", Account.class).balance()).isZero();
    }
}
