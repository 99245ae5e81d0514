package dev.hearth.core.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccessLogWriterTest {

    private final AccessRing ring = new AccessRing(64);
    private final FakeDisk disk = new FakeDisk();
    private final AccessLogWriter writer = new AccessLogWriter(ring, disk, AccessFormat.parse(AccessFormat.USUAL));

    @AfterEach
    void stop() throws Exception {
        disk.release.countDown();
        assertThat(writer.close(10_000)).isTrue();
    }

    @Test
    void writesWithoutBeingWoken() {
        writer.start();
        ring.offer(ACall.to("a"));

        await().untilAsserted(() -> assertThat(disk.objects()).containsExactly("a"));
    }

    @Test
    void closingWritesWhatIsLeft() throws Exception {
        ring.offer(ACall.to("a"));
        ring.offer(ACall.to("b"));
        writer.start();

        assertThat(writer.close(10_000)).isTrue();

        assertThat(disk.objects()).containsExactly("a", "b");
        assertThat(disk.closed).isTrue();
    }

    /** The calls' threads get through while the disk stands still: this test would not end otherwise. */
    @Test
    void aDiskThatStandsStillStopsNoCallAndWhatIsLostIsTold() throws Exception {
        disk.standStill = true;
        writer.start();
        ring.offer(ACall.to("first"));
        assertThat(disk.stuck.await(10, TimeUnit.SECONDS))
                .as("the writer is stuck")
                .isTrue();

        for (int i = 0; i < ring.capacity() + 36; i++) {
            ring.offer(ACall.to("call" + i));
        }
        assertThat(writer.close(1)).as("the writer has ended").isFalse();
        disk.release.countDown();

        await().untilAsserted(() -> assertThat(disk.objects()).contains("first", "call63"));
        assertThat(writer.close(10_000)).isTrue();
        assertThat(disk.objects()).hasSize(1 + ring.capacity()).doesNotContain("call64");
        assertThat(disk.remarks()).singleElement().asString().contains("36 lines lost");
        assertThat(writer.lostEver()).isEqualTo(36);
    }

    @Test
    void aDiskThatRefusesLosesLinesUntilItTakesThemAgain() {
        disk.refusing = true;
        writer.start();
        ring.offer(ACall.to("a"));
        ring.offer(ACall.to("b"));
        await().until(() -> writer.lostEver() == 2);

        disk.refusing = false;
        await().untilAsserted(() ->
                assertThat(disk.remarks()).singleElement().asString().contains("2 lines lost"));
        ring.offer(ACall.to("c"));
        await().untilAsserted(() -> assertThat(disk.objects()).containsExactly("c"));
        assertThat(writer.lostEver()).isEqualTo(2);
    }

    @Test
    void aCallThatNoLineCanBeMadeOfIsLostAndNoOther() {
        writer.start();
        ring.offer(ACall.to("a"));
        ring.offer(ACall.to(null));
        ring.offer(ACall.to("b"));

        await().untilAsserted(() -> assertThat(disk.objects()).containsExactly("a", "b"));
        await().untilAsserted(() ->
                assertThat(disk.remarks()).singleElement().asString().contains("1 lines lost"));
        assertThat(writer.lostEver()).isEqualTo(1);
    }

    /** Keeps lines in memory; can stand still and refuse. */
    private static final class FakeDisk implements AccessLogWriter.Sink {
        final CountDownLatch stuck = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        volatile boolean standStill;
        volatile boolean refusing;
        volatile boolean closed;

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            if (refusing) {
                throw new IOException("no space left");
            }
            if (standStill) {
                stuck.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            new String(bytes, 0, length, StandardCharsets.UTF_8).lines().forEach(lines::add);
        }

        @Override
        public void reopen() {
            lines.add("# opened anew");
        }

        @Override
        public void close() {
            closed = true;
        }

        List<String> objects() {
            synchronized (lines) {
                return lines.stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(" ")[2])
                        .toList();
            }
        }

        List<String> remarks() {
            synchronized (lines) {
                return lines.stream().filter(line -> line.startsWith("#")).toList();
            }
        }
    }
}
