package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionStateTest {

    private static final int ROUNDS = 20_000;

    @Test
    void idleConnectionIsClosedAlsoAtTheMomentItsHandshakeEnds() throws Exception {
        ConnectionState[] states = new ConnectionState[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            states[i] = new ConnectionState();
        }
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> opening = other.submit(() -> {
                together.await();
                for (ConnectionState state : states) {
                    state.opened();
                }
                return null;
            });
            together.await();
            for (ConnectionState state : states) {
                assertThat(state.closeIfIdle()).isTrue();
            }
            opening.get();
        } finally {
            other.shutdownNow();
        }

        assertThat(states).extracting(ConnectionState::phase).containsOnly(ConnectionState.Phase.CLOSED);
    }

    @Test
    void messageInProgressKeepsAConnectionOpen() {
        ConnectionState state = new ConnectionState();
        state.opened();
        state.beginMessage();

        assertThat(state.closeIfIdle()).isFalse();
        assertThat(state.phase()).isEqualTo(ConnectionState.Phase.BUSY);
    }
}
