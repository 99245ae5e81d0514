package dev.hearth.core.dispatch;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.PER_OBJECT;
import static dev.hearth.api.Threading.PER_REQUEST;
import static dev.hearth.api.Threading.POOLED;
import static dev.hearth.api.Threading.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.call.Target;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted.Script;
import dev.hearth.core.testing.ScriptedObject;
import dev.hearth.core.testing.TestCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains that go to and fro between objects of all policies: each call is on the thread that its object's policy names. */
@Timeout(60)
class PolicyMixTest {

    private static final List<Threading> POLICIES = List.of(SINGLE, PER_OBJECT, PER_REQUEST, POOLED);
    private static final int ROUNDS = 3;

    private final Rooms rooms = new Rooms();

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private static boolean pass(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    private static Stream<Arguments> pairs() {
        return Stream.of(Lifecycle.values())
                .flatMap(lifecycle -> POLICIES.stream()
                        .flatMap(one -> POLICIES.stream().map(other -> Arguments.of(lifecycle, one, other))));
    }

    /** A call in its object: which one, and on which thread. */
    private record Visit(Threading policy, String object, Thread thread) {}

    /** Visits the object, and those that follow from within. */
    private static Script visits(List<Threading> left, List<Visit> made) {
        return self -> {
            made.add(new Visit(left.get(0), self.context.name(), Thread.currentThread()));
            List<Threading> rest = left.subList(1, left.size());
            Thread before = Thread.currentThread();
            Object deeper =
                    rest.isEmpty() ? null : self.other(rest.get(0).name()).change(visits(rest, made));
            assertThat(Thread.currentThread())
                    .as("the thread does not change inside a call")
                    .isSameAs(before);
            return deeper;
        };
    }

    private List<Visit> goToAndFro(List<Threading> way) {
        List<Visit> made = new ArrayList<>();
        rooms.change(way.get(0).name(), visits(way, made)).result();
        assertThat(made).hasSameSizeAs(way);
        return made;
    }

    private void assertEachIsOnItsThread(List<Visit> made) {
        Map<String, Thread> own = new HashMap<>();
        List<Thread> before = new ArrayList<>();
        for (Visit visit : made) {
            switch (visit.policy()) {
                case SINGLE -> assertThat(visit.thread().getName()).isEqualTo("hearth-single");
                case PER_OBJECT -> assertThat(visit.thread().getName()).isEqualTo("hearth-object-" + visit.object());
                case PER_REQUEST -> assertThat(before).doesNotContain(visit.thread());
                default -> {
                    if (!before.isEmpty()) {
                        assertThat(visit.thread()).as("the caller's").isSameAs(before.get(before.size() - 1));
                    }
                }
            }
            if (visit.policy() == SINGLE || visit.policy() == PER_OBJECT) {
                own.putIfAbsent(visit.object(), visit.thread());
                assertThat(visit.thread()).as(visit.object()).isSameAs(own.get(visit.object()));
            }
            before.add(visit.thread());
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void twoObjectsThatCallEachOtherMeetOnTheRightThreads(Lifecycle lifecycle, Threading one, Threading other) {
        POLICIES.forEach(policy -> rooms.host(policy.name(), lifecycle, policy));
        List<Threading> way = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            way.add(one);
            way.add(other);
        }

        assertEachIsOnItsThread(goToAndFro(way));
    }

    @Test
    void chainThroughAllPoliciesAndBackIsOnTheRightThreadsEachTime() {
        for (int i = 0; i < POLICIES.size(); i++) {
            rooms.host(POLICIES.get(i).name(), i % 2 == 0 ? TRANSIENT : PERSISTENT, POLICIES.get(i));
        }
        List<Threading> way = new ArrayList<>(POLICIES);
        for (int i = 0; i < ROUNDS; i++) {
            way.addAll(List.of(PER_OBJECT, SINGLE, POOLED, PER_REQUEST, SINGLE, PER_OBJECT, PER_REQUEST, POOLED));
        }

        List<Visit> first = goToAndFro(way);
        List<Visit> second = goToAndFro(way);

        assertEachIsOnItsThread(first);
        List<Visit> both = new ArrayList<>(first);
        second.stream().filter(visit -> visit.policy() != POOLED).forEach(both::add);
        assertEachIsOnItsThread(both);
    }

    // what a thread keeps

    private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

    private Object local(String object) {
        return rooms.read(object, self -> LOCAL.get()).result();
    }

    private static Script keeps(String value) {
        return self -> {
            LOCAL.set(value);
            return ++self.value;
        };
    }

    @ParameterizedTest
    @CsvSource({"TRANSIENT,SINGLE", "PERSISTENT,SINGLE", "TRANSIENT,PER_OBJECT", "PERSISTENT,PER_OBJECT"})
    void threadLocalsSurviveFromCallToCall(Lifecycle lifecycle, Threading threading) {
        rooms.host("there", lifecycle, threading).host("elsewhere", TRANSIENT, POOLED);
        rooms.change("there", keeps("kept")).result();

        assertThat(local("there")).isEqualTo("kept");
        assertThat(rooms.change("elsewhere", self -> self.other("there").change(there -> LOCAL.get()))
                        .result())
                .isEqualTo("kept");
        assertThat(local("elsewhere")).isNull();
    }

    @Test
    void threadLocalsOfAnObjectsOwnThreadEndWhenItRests() {
        rooms.host("there", PERSISTENT, PER_OBJECT);
        rooms.change("there", keeps("kept")).result();
        await("no call in progress").until(() -> rooms.processor.inProgress() == 0);

        rooms.adapter.undeploy("there");
        rooms.host("there", PERSISTENT, PER_OBJECT);

        assertThat(local("there")).isNull();
        assertThat(rooms.value("there")).isEqualTo(1L);
    }

    @Test
    void threadLocalsOfARequestAreNoOtherRequests() {
        rooms.host("each", TRANSIENT, PER_REQUEST);
        rooms.change("each", keeps("kept")).result();

        assertThat(local("each")).isNull();
        assertThat(rooms.change("each", self -> {
                            LOCAL.set("outer");
                            return self.other("each").change(inner -> LOCAL.get());
                        })
                        .result())
                .isNull();
    }

    // who waits

    /** The thread that brings a call goes on at once when the call has to wait. */
    @ParameterizedTest
    @CsvSource({
        "PERSISTENT,POOLED", "PERSISTENT,PER_REQUEST", "PERSISTENT,PER_OBJECT",
        "TRANSIENT,PER_OBJECT", "TRANSIENT,SINGLE", "PERSISTENT,SINGLE"
    })
    void callThatWaitsHoldsNoThread(Lifecycle lifecycle, Threading threading) throws Exception {
        rooms.host("slow", lifecycle, threading);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall slow = rooms.change("slow", self -> {
            in.countDown();
            return pass(go);
        });
        assertThat(pass(in)).isTrue();
        TestCall waiting = new TestCall(new Target.ByName("slow"), "change", (Script) self -> "ran");

        rooms.processor.enter(waiting);

        assertThat(waiting.answered()).isFalse();
        assertThat(rooms.dispatcher.load().waiting()).isEqualTo(1);
        go.countDown();
        assertThat(slow.result()).isEqualTo(true);
        assertThat(waiting.result()).isEqualTo("ran");
    }

    /** The single thread waits for a nested call; others of its calls must not run there meanwhile. */
    @Test
    void threadThatWaitsForANestedCallRunsItsOwnChainAndNothingElse() throws Exception {
        rooms.host("front", TRANSIENT, SINGLE).host("other", TRANSIENT, SINGLE).host("far", TRANSIENT, PER_OBJECT);
        CountDownLatch far = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> seen = new ArrayList<>();
        TestCall chain = rooms.change(
                "front",
                front -> front.other("far").change(there -> {
                    far.countDown();
                    pass(go);
                    seen.add("far");
                    return there.other("other").change(other -> seen.add("back on the single thread"));
                }));
        assertThat(pass(far)).isTrue();
        TestCall stranger = rooms.change("other", other -> seen.add("stranger"));
        await("the stranger waits").until(() -> rooms.dispatcher.load().waiting() == 1);

        go.countDown();

        assertThat(chain.result()).isEqualTo(true);
        stranger.result();
        assertThat(seen).containsExactly("far", "back on the single thread", "stranger");
    }

    @Test
    void singleThreadIsFreeWhenItsMethodEndsAndThePersistentObjectStaysTheChains() throws Exception {
        rooms.host("front", TRANSIENT, POOLED).host("kept", PERSISTENT, SINGLE).host("other", TRANSIENT, SINGLE);
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall chain = rooms.change("front", front -> {
            front.other("kept").change(kept -> kept.value = 1);
            left.countDown();
            return pass(go);
        });
        assertThat(pass(left)).isTrue();

        assertThat(rooms.change("other", other -> "in").result()).isEqualTo("in");
        TestCall waiting = rooms.change("kept", kept -> kept.value);
        await("the other call waits").until(() -> rooms.dispatcher.load().waiting() == 1);

        go.countDown();
        assertThat(chain.result()).isEqualTo(true);
        assertThat(waiting.result()).isEqualTo(1L);
    }

    /** Nothing that is bound to a thread leaks to the calls that come after. */
    @Test
    void afterACallItsThreadIsInNoCall() {
        rooms.host("pooled", TRANSIENT, POOLED);
        rooms.processor.enter(new TestCall(new Target.ByName("pooled"), "change", (Script) ScriptedObject::toString));

        assertThat(CallScope.current()).isNull();
    }
}
