package dev.hearth.samples.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AccountObjectTest {

    private final AccountObject account = new AccountObject();

    @Test
    void keepsWhatIsPaidIn() throws Exception {
        assertThat(account.deposit(500)).isEqualTo(500);
        assertThat(account.withdraw(200)).isEqualTo(300);
        assertThat(account.balance()).isEqualTo(300);
    }

    @Test
    void givesNoMoreThanItHas() {
        account.deposit(100);

        assertThatExceptionOfType(InsufficientFunds.class)
                .isThrownBy(() -> account.withdraw(130))
                .satisfies(refused -> assertThat(refused.missing()).isEqualTo(30));
        assertThat(account.balance()).isEqualTo(100);
    }

    @Test
    void refusesAmountsBelowOneCent() {
        assertThatIllegalArgumentException().isThrownBy(() -> account.deposit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> account.withdraw(-5));
    }

    @Test
    void doesNotOverflow() {
        account.deposit(Long.MAX_VALUE);

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> account.deposit(1));
        assertThat(account.balance()).isEqualTo(Long.MAX_VALUE);
    }
}
