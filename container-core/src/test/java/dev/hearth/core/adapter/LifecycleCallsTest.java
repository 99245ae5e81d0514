package dev.hearth.core.adapter;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.POOLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.ScriptedObject;
import dev.hearth.core.testing.TestCall;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Lifecycle methods that call other objects, outside of any client's call. */
@Timeout(60)
class LifecycleCallsTest {

    private final Rooms rooms = new Rooms();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private void preload(String name, Lifecycle lifecycle, Threading threading, ScriptedObject.Diary what) {
        Deployment deployment = Rooms.deployment(name);
        rooms.deploy(deployment, Rooms.type(deployment, name, lifecycle, threading, true, what));
    }

    private static ScriptedObject.Diary at(String event, ScriptedObject.Diary what) {
        return (self, now) -> {
            if (now.equals(event)) {
                what.note(self, now);
            }
        };
    }

    private void sweepAsIfIdle() {
        await("no call in progress").until(() -> rooms.processor.inProgress() == 0);
        rooms.adapter
                .passivation()
                .sweep(System.nanoTime() + Duration.ofHours(1).toNanos());
    }

    private void awaitAtRest(String name) {
        await(name + " at rest").until(() -> rooms.adapter.inMemory(name) == null);
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT,SINGLE,TRANSIENT,SINGLE",
        "TRANSIENT,SINGLE,PERSISTENT,SINGLE",
        "PERSISTENT,SINGLE,PERSISTENT,SINGLE",
        "PERSISTENT,PER_OBJECT,PERSISTENT,PER_OBJECT",
        "TRANSIENT,POOLED,PERSISTENT,POOLED",
        "PERSISTENT,PER_REQUEST,TRANSIENT,SINGLE"
    })
    void objectMayCallOthersWhileItIsPreloaded(
            Lifecycle lifecycle, Threading threading, Lifecycle others, Threading othersThreading) {
        rooms.host("other", others, othersThreading);

        preload("early", lifecycle, threading, at("activate", (self, event) -> {
            self.value = (long) self.other("other").change(other -> ++other.value);
        }));

        assertThat(rooms.value("early")).isEqualTo(1L);
        assertThat(rooms.value("other")).isEqualTo(1L);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INHERIT")
    void objectMayCallOthersWhenItGoesToRest(Threading threading) {
        rooms.host("account", PERSISTENT, threading, at("passivate", (self, event) -> {
            self.value = (long) self.other("other").change(other -> ++other.value);
        }));
        rooms.host("other", PERSISTENT, threading);
        rooms.change("account", self -> self.value = 7).result();

        sweepAsIfIdle();
        awaitAtRest("account");

        assertThat(rooms.value("account")).isEqualTo(1L);
        assertThat(rooms.value("other")).as("committed when the turn ended").isEqualTo(1L);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INHERIT")
    void objectThatGoesToRestIsNotWaitedForByItself(Threading threading) {
        rooms.host("account", PERSISTENT, threading, at("passivate", (self, event) -> {
            try {
                self.other("other").change(other -> other.other("account").read(account -> account.value));
            } catch (IllegalStateException unbound) {
                heard.add(unbound.getMessage());
            }
        }));
        rooms.host("other", PERSISTENT, threading);
        rooms.change("account", self -> self.value = 7).result();

        sweepAsIfIdle();
        awaitAtRest("account");

        assertThat(heard).singleElement().asString().contains("account is about to rest or to end");
        assertThat(rooms.value("account")).isEqualTo(7L);
    }

    /** Calls that own the other object may wait for this one's end, where nobody looks for circles. */
    @Test
    void objectThatGoesToRestWaitsForNobodyAndStaysActiveInstead() throws Exception {
        rooms.host("account", PERSISTENT, POOLED, at("passivate", (self, event) -> {
            try {
                self.other("other").change(other -> ++other.value);
            } catch (RemoteException refused) {
                heard.add(refused.getMessage());
                throw refused;
            }
        }));
        rooms.host("other", PERSISTENT, POOLED);
        rooms.change("account", self -> self.value = 7).result();
        await("no call in progress").until(() -> rooms.processor.inProgress() == 0);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch resting = new CountDownLatch(1);
        TestCall owner = rooms.change("other", other -> {
            in.countDown();
            resting.await(20, TimeUnit.SECONDS);
            return other.other("account").change(account -> account.value);
        });
        assertThat(in.await(20, TimeUnit.SECONDS)).isTrue();

        rooms.adapter
                .passivation()
                .sweep(System.nanoTime() + Duration.ofHours(1).toNanos());
        resting.countDown();

        assertThat(owner.result()).isEqualTo(7L);
        assertThat(heard).singleElement().asString().contains("HEARTH-BUSY").contains("other is in use");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INHERIT")
    void objectThatAnotherEndsIsNotWaitedForByItselfEither(Threading threading) {
        rooms.host("front", TRANSIENT, POOLED).host("gone", TRANSIENT, threading, at("destroy", (self, event) -> {
            try {
                self.other("gone").change(again -> "in");
            } catch (IllegalStateException unbound) {
                heard.add(unbound.getMessage());
            }
        }));
        rooms.change("gone", self -> "in").result();
        await("no call in progress").until(() -> rooms.processor.inProgress() == 0);

        assertThat(rooms.change("front", front -> rooms.adapter.ends().endTransient(rooms.adapter.inMemory("gone")))
                        .result())
                .isEqualTo(true);

        awaitAtRest("gone");
        assertThat(heard).singleElement().asString().contains("gone is about to rest or to end");
    }

    @Test
    void whatAnObjectCallsAtItsEndIsOfItsTurnToo() {
        rooms.host("gone", TRANSIENT, Threading.SINGLE, at("destroy", (self, event) -> {
            self.other("other").change(other -> ++other.value);
        }));
        rooms.host("other", PERSISTENT, Threading.SINGLE);
        rooms.change("gone", self -> "in").result();
        await("no call in progress").until(() -> rooms.processor.inProgress() == 0);

        assertThat(rooms.adapter.ends().endTransient(rooms.adapter.inMemory("gone")))
                .isTrue();
        awaitAtRest("gone");

        await("the change").untilAsserted(() -> assertThat(rooms.value("other")).isEqualTo(1L));
    }
}
