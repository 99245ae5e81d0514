package dev.hearth.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({"port,port,0", "prot,port,1", "prt,port,1", "ports,port,1", "part,port,1", "'',port,4", "abc,xyz,3"})
    void distanceCountsLettersToChange(String from, String to, int expected) {
        assertThat(Nearest.distance(from, to)).isEqualTo(expected);
        assertThat(Nearest.distance(to, from)).isEqualTo(expected);
    }

    @Test
    void nearestOfNoneIsNone() {
        assertThat(Nearest.to("port", List.of())).isEmpty();
    }
}
