package dev.hearth.core.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyOracleTest {

    private final TallyOracle oracle = new TallyOracle("tallies/a");

    private static OptionalLong found(long value) {
        return OptionalLong.of(value);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "3, true", "4, false"})
    void whatIsFoundLiesBetweenTheAcknowledgedAndThoseThatAreUnknown(long value, boolean right) {
        oracle.counted(1);
        oracle.counted(2);
        oracle.perhapsCounted();

        assertThat(oracle.check(found(value)).isEmpty()).isEqualTo(right);
    }

    @Test
    void lossNamesTheObjectWhatWasAcknowledgedAndWhatWasFound() {
        oracle.counted(1);
        oracle.counted(2);

        assertThat(oracle.check(found(1)))
                .hasValueSatisfying(
                        loss -> assertThat(loss).contains("tallies/a", "2 calls were acknowledged", "1 was found"));
    }

    /** Another client's call, of unknown outcome there, whose effect a read has shown. */
    @Test
    void whatAReadShowedMustBeThereToo() {
        oracle.perhapsCounted();
        assertThat(oracle.read(1, oracle.least())).isEmpty();

        assertThat(oracle.check(found(0))).isPresent();
    }

    @Test
    void readOfLessThanWasAcknowledgedWhenItBeganIsWrong() {
        oracle.counted(1);
        long least = oracle.least();
        oracle.counted(2);

        assertThat(oracle.read(1, least)).isEmpty();
        assertThat(oracle.read(0, least)).isPresent();
    }

    @Test
    void whatWasFoundOnceMustStay() {
        oracle.perhapsCounted();
        assertThat(oracle.check(found(1))).isEmpty();

        assertThat(oracle.check(found(0))).isPresent();
    }

    @Test
    void whatDidNotHappenDoesNotHappenLater() {
        oracle.perhapsCounted();
        assertThat(oracle.check(found(0))).isEmpty();

        assertThat(oracle.check(found(1))).isPresent();
    }

    @Test
    void objectThatNobodyRemovedMustBeThere() {
        assertThat(oracle.check(OptionalLong.empty())).isPresent();
    }

    @Test
    void removedObjectIsGone() {
        oracle.counted(1);
        oracle.ended();

        assertThat(oracle.check(OptionalLong.empty())).isEmpty();
        assertThat(oracle.check(found(1))).isPresent();
    }

    @Test
    void removalOfUnknownOutcomeHappenedOrNotAndThatStays() {
        oracle.counted(1);
        oracle.perhapsEnded();
        assertThat(oracle.check(found(1))).isEmpty();
        assertThat(oracle.check(OptionalLong.empty())).isPresent();

        TallyOracle other = new TallyOracle("tallies/b");
        other.perhapsEnded();
        assertThat(other.check(OptionalLong.empty())).isEmpty();
        assertThat(other.check(found(0))).isPresent();
    }
}
