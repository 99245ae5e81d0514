package dev.hearth.samples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hearth.samples.accounts.Account;
import dev.hearth.samples.accounts.AccountObject;
import dev.hearth.samples.greeter.Greeter;
import dev.hearth.samples.greeter.GreeterObject;
import dev.hearth.testkit.Hearth;
import dev.hearth.testkit.HearthExtension;
import dev.hearth.testkit.Stub;
import java.rmi.AccessException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The further examples of the page, each in a container of its own. */
class TourTest {

    @Nested
    class Closed {
        @RegisterExtension
        final HearthExtension hearth = HearthExtension.hosting(AccountObject.class, GreeterObject.class)
                .module(ClosedModule.class);

        @Test
        void theObjectsThatAreNamedAreClosedAndOthersAreNot(
                @Stub("accounts/alice") Account alice, @Stub("greeter") Greeter greeter) throws Exception {
            assertThatExceptionOfType(AccessException.class)
                    .isThrownBy(alice::balance)
                    .withMessageContaining("HEARTH-DENIED: closed: we are closed");
            assertThat(greeter.greet("Alice")).contains("Alice");
        }
    }

    @Nested
    class Receipts {
        @RegisterExtension
        final HearthExtension hearth =
                HearthExtension.hosting(GreeterObject.class).module(ReceiptModule.class);

        @Test
        void eachCallHasANumber(@Stub("greeter") Greeter greeter, Hearth container) throws Exception {
            assertThat(greeter.greet("Alice")).contains("Alice");
            assertThat(greeter.greet("Bob")).contains("Bob");

            assertThat(container.log()).containsPattern("receipt \\d+: greeter.greet by .*, RESULT");
        }
    }

    @Nested
    class Inside {
        @RegisterExtension
        final HearthExtension hearth =
                HearthExtension.hosting(GreeterObject.class, Rooms.class).module(InsideModule.class);

        @Test
        void theMethodIsEnclosedAnsweredForAndMasked(@Stub("greeter") Greeter greeter, @Stub("rooms") Names rooms)
                throws Exception {
            assertThat(greeter.greet("nobody")).isEmpty();
            assertThat(greeter.greet("Alice")).contains("Alice");
            assertThat(rooms.length("four")).isEqualTo("rooms.length 4");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rooms.length(null))
                    .withMessage("what was sent makes no sense");
        }
    }
}
