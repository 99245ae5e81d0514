package dev.hearth.core.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.cli.prove.TransferOracle.Move;
import dev.hearth.core.cli.prove.objects.Purse.Content;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransferOracleTest {

    private static final Move MOVE = new Move("ann", 3, "purses/a", "purses/b", 40);
    private static final Content FILLED_A = new Content(100, Map.of("filling", 1L));
    private static final Content FILLED_B = new Content(200, Map.of("filling", 2L));
    private static final Content PAID = new Content(60, Map.of("filling", 1L, "ann", 3L));
    private static final Content RECEIVED = new Content(240, Map.of("filling", 2L, "ann", 3L));

    private final TransferOracle oracle = new TransferOracle();

    @BeforeEach
    void fill() {
        oracle.filled("purses/a", "filling", 1, 100);
        oracle.filled("purses/b", "filling", 2, 200);
    }

    private List<String> check(Content a, Content b) {
        return oracle.check(Map.of("purses/a", a, "purses/b", b));
    }

    @Test
    void acknowledgedTransferIsThere() {
        oracle.done(MOVE);

        assertThat(check(PAID, RECEIVED)).isEmpty();
        assertThat(check(FILLED_A, FILLED_B)).hasSize(2).allMatch(loss -> loss.contains("ann=3"));
    }

    @Test
    void unknownTransferHappenedOrNotAndThatStays() {
        oracle.perhapsDone(MOVE);
        assertThat(check(FILLED_A, FILLED_B)).isEmpty();
        assertThat(check(PAID, RECEIVED)).isNotEmpty();

        oracle.perhapsDone(MOVE);
        assertThat(check(PAID, RECEIVED)).isEmpty();
        assertThat(check(FILLED_A, FILLED_B)).isNotEmpty();
    }

    @Test
    void halfATransferIsNamed() {
        oracle.perhapsDone(MOVE);

        assertThat(check(PAID, FILLED_B)).first().asString().contains("number=3", "only purses/a has it");
    }

    @Test
    void transferThatWasRefusedIsNotThere() {
        assertThat(check(PAID, RECEIVED)).hasSize(2);
    }

    @Test
    void transferThatHappenedTwiceIsFound() {
        oracle.done(MOVE);

        assertThat(check(new Content(20, PAID.last()), new Content(280, RECEIVED.last())))
                .hasSize(2);
    }

    @Test
    void purseThatIsGoneIsNamed() {
        assertThat(oracle.check(Map.of("purses/a", FILLED_A)))
                .singleElement()
                .asString()
                .contains("purses/b", "nothing was found");
    }
}
