package dev.hearth.core.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.rmi.ConnectException;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.ServerException;
import java.rmi.UnmarshalException;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void onlyWhoGotNoAnswerOrIsToldSoDoesNotKnow() {
        assertThat(Outcome.of(new ServerException("HEARTH-UNKNOWN: outcome unknown")))
                .isEqualTo(Outcome.TOLD_UNKNOWN);
        assertThat(Outcome.of(new UnmarshalException("the connection broke"))).isEqualTo(Outcome.LOST);
        assertThat(Outcome.of(new ServerException("HEARTH-STATE: not written"))).isEqualTo(Outcome.REFUSED);
        assertThat(Outcome.of(new ServerException("HEARTH-DEADLOCK: a circle"))).isEqualTo(Outcome.DECLINED);
        assertThat(Outcome.of(new IllegalStateException("too little"))).isEqualTo(Outcome.DECLINED);
        assertThat(Outcome.of(new ConnectException("refused"))).isEqualTo(Outcome.UNSENT);
        assertThat(Outcome.of(new NotBoundException("HEARTH-STORE: no answer"))).isEqualTo(Outcome.REFUSED);
        assertThat(Outcome.of(new NoSuchObjectException("gone"))).isEqualTo(Outcome.GONE);

        assertThat(Outcome.values()).filteredOn(Outcome::unknown).containsOnly(Outcome.LOST, Outcome.TOLD_UNKNOWN);
    }
}
