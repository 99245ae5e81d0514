package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.call.Target;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectIdsTest {

    private final ObjectIds ids = new ObjectIds(new byte[] {1, 2, 3});

    @Test
    void anIdComesBackAsItWentOut() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextLong();
            int session = random.nextInt();
            assertThat(ids.decode(ids.encode(number, session), 0)).contains(new Target.ById(number, session));
        }
    }

    @Test
    void aChangedBitMakesAForgery() {
        byte[] id = ids.encode(4711, 42);
        for (int bit = 0; bit < id.length * 8; bit++) {
            byte[] forged = id.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ids.decode(forged, 0)).as("bit %d", bit).isEmpty();
        }
        assertThat(ids.decode(id, 0)).isPresent();
    }

    @Test
    void anotherSecretsIdIsAForgery() {
        byte[] id = ids.encode(4711, 0);
        assertThat(new ObjectIds(new byte[] {1, 2, 4}).decode(id, 0)).isEmpty();
        assertThat(new ObjectIds(new byte[] {1, 2, 3}).decode(id, 0)).isPresent();
    }

    @Test
    void wellKnownIdsNeedNoCode() {
        for (long number = 0; number <= 2; number++) {
            byte[] id = ids.encode(number, 0);
            assertThat(id)
                    .isEqualTo(java.nio.ByteBuffer.allocate(22).putLong(number).array());
            assertThat(ids.decode(id, 0)).contains(new Target.ById(number, 0));
        }
        assertThat(ids.decode(new byte[] {0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0))
                .isEmpty();
    }

    @Test
    void theRegistryOfASessionCanNotBeMadeUp() {
        byte[] id = ids.encode(0, 5);
        assertThat(ids.decode(id, 0)).contains(new Target.ById(0, 5));
        assertThat(ids.decode(
                        java.nio.ByteBuffer.allocate(22).putLong(0).putInt(5).array(), 0))
                .isEmpty();
    }

    @Test
    void readsInTheMiddleOfAMessage() {
        byte[] message = new byte[60];
        System.arraycopy(ids.encode(99, 1), 0, message, 20, 22);
        assertThat(ids.decode(message, 20)).contains(new Target.ById(99, 1));
    }
}
