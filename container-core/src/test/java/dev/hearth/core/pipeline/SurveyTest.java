package dev.hearth.core.pipeline;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.PER_OBJECT;
import static dev.hearth.api.Threading.POOLED;
import static dev.hearth.api.Threading.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Threading;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.ScriptedObject;
import dev.hearth.core.testing.TestCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people see of the calls in progress. */
@Timeout(60)
class SurveyTest {

    private final CountDownLatch go = new CountDownLatch(1);
    private final Rooms rooms = new Rooms();

    @AfterEach
    void nothingIsLeft() {
        go.countDown();
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private static boolean pass(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    /** Named, so that it is found in a stack. */
    private Object staysHere(CountDownLatch in) throws InterruptedException {
        in.countDown();
        return pass(go);
    }

    private static Object spinsHere(CountDownLatch in, CountDownLatch until) {
        in.countDown();
        long rounds = 0;
        while (until.getCount() > 0) {
            rounds++;
        }
        return rounds > 0;
    }

    private CallView view(String object, boolean stacks) {
        return rooms.processor.calls(stacks).stream()
                .filter(call -> call.object().equals(object))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no call of " + object + " is in progress"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_OBJECT", "PER_REQUEST", "SINGLE"})
    void theCallsOfAChainAreShownOneBelowTheOther(Threading threading) throws Exception {
        rooms.host("front", TRANSIENT, POOLED)
                .host("middle", PERSISTENT, PER_OBJECT)
                .host("inner", TRANSIENT, threading);
        CountDownLatch in = new CountDownLatch(1);
        rooms.change(
                "front",
                front -> front.other("middle")
                        .change(middle -> middle.other("inner").change(inner -> staysHere(in))));
        assertThat(pass(in)).isTrue();

        List<CallView> calls = rooms.processor.calls(true);

        assertThat(calls).extracting(CallView::object).containsExactly("front", "middle", "inner");
        long root = calls.get(0).id();
        assertThat(calls).extracting(CallView::chain).containsOnly(root);
        assertThat(calls)
                .extracting(CallView::below)
                .containsExactly(0L, root, calls.get(1).id());
        assertThat(calls)
                .extracting(CallView::waitingFor)
                .containsExactly(
                        "call " + calls.get(1).id() + " (middle.change)",
                        "call " + calls.get(2).id() + " (inner.change)",
                        "");
        assertThat(calls).extracting(CallView::overtakenMicros).containsOnly(-1L);
        assertThat(calls.get(1).thread()).isEqualTo("hearth-object-middle");
        assertThat(calls.get(0).stack()).as("it only waits").isEmpty();
        assertThat(calls.get(2).stack()).anyMatch(line -> line.contains("staysHere"));
    }

    @Test
    void chainsAreNotMixedUp() throws Exception {
        rooms.host("front", TRANSIENT, POOLED).host("inner", TRANSIENT, POOLED);
        List<CountDownLatch> in = List.of(new CountDownLatch(1), new CountDownLatch(1));
        List<CountDownLatch> proceed = List.of(new CountDownLatch(1), new CountDownLatch(1));
        List<CountDownLatch> inside = List.of(new CountDownLatch(1), new CountDownLatch(1));
        for (int i = 0; i < 2; i++) {
            int chain = i;
            rooms.change("front/" + chain, front -> {
                in.get(chain).countDown();
                pass(proceed.get(chain));
                return front.other("inner/" + chain).change(inner -> staysHere(inside.get(chain)));
            });
            assertThat(pass(in.get(chain))).isTrue();
        }
        for (int i = 1; i >= 0; i--) {
            proceed.get(i).countDown();
            assertThat(pass(inside.get(i))).isTrue();
        }
        assertThat(rooms.processor.calls())
                .extracting(CallView::object)
                .containsExactly("front/0", "inner/0", "front/1", "inner/1");
    }

    @Test
    void whoHoldsWhatACallWaitsForIsNamed() throws Exception {
        rooms.host("front", TRANSIENT, POOLED).host("account", PERSISTENT, POOLED);
        CountDownLatch in = new CountDownLatch(1);
        rooms.change("front", front -> front.other("account").change(account -> staysHere(in)));
        assertThat(pass(in)).isTrue();
        long holder = view("front", false).id();
        TestCall direct = rooms.change("account", account -> "direct");
        TestCall below =
                rooms.change("front/other", front -> front.other("account").change(account -> "below"));
        await().until(() -> rooms.dispatcher.load().waiting() == 2);

        List<CallView> waiting = rooms.processor.calls().stream()
                .filter(call -> call.chain() != holder && call.object().equals("account"))
                .toList();

        assertThat(waiting)
                .hasSize(2)
                .allMatch(call -> call.waitingFor().equals("account, held by call " + holder + " (front.change)"));
        assertThat(waiting.stream().filter(call -> call.below() == 0))
                .as("who waits from outside has no thread")
                .allMatch(call -> call.thread().isEmpty());
        go.countDown();
        direct.result();
        below.result();
    }

    @Test
    void readersThatShareAnObjectAreNamedAndCounted() throws Exception {
        rooms.host("account", PERSISTENT, POOLED);
        rooms.change("account", self -> self.value = 1).result();
        List<TestCall> readers = new ArrayList<>();
        CountDownLatch in = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            readers.add(rooms.read("account", self -> staysHere(in)));
        }
        assertThat(pass(in)).isTrue();
        TestCall writer = rooms.change("account", self -> null);
        await().until(() -> rooms.dispatcher.load().waiting() == 1);
        CallView last = rooms.processor.calls().stream()
                .filter(call -> call.method().equals("change"))
                .findFirst()
                .orElseThrow();
        assertThat(last.waitingFor())
                .matches("account, held by call \\d+ \\(account\\.read\\) and call .* and call .* and 2 more");
        go.countDown();
        writer.result();
        readers.forEach(TestCall::result);
    }

    @Test
    void aLifecycleMethodThatHoldsTheObjectIsNamedToo() throws Exception {
        CountDownLatch in = new CountDownLatch(1);
        ScriptedObject.Diary slowEnd = (self, event) -> {
            if (event.equals("destroy")) {
                staysHere(in);
            }
        };
        rooms.host("slow", TRANSIENT, SINGLE, slowEnd).host("next", TRANSIENT, SINGLE);
        rooms.change("slow", self -> {
                    self.context.remove();
                    return null;
                })
                .result();
        assertThat(pass(in)).isTrue();
        TestCall next = rooms.change("next", self -> "next");
        await().untilAsserted(() -> assertThat(view("next", false).waitingFor())
                .isEqualTo("the single thread, held by the end or begin of slow"));
        go.countDown();
        assertThat(next.result()).isEqualTo("next");
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_OBJECT", "PER_REQUEST", "SINGLE"})
    void anOvertakenCallShowsSinceWhenAndItsStack(Threading threading) throws Exception {
        rooms.host("busy", TRANSIENT, threading);
        CountDownLatch in = new CountDownLatch(1);
        TestCall call = rooms.change("busy", self -> spinsHere(in, go));
        assertThat(pass(in)).isTrue();
        assertThat(view("busy", false).stack()).as("not asked for").isEmpty();
        assertThat(rooms.processor.cancel(view("busy", false).id())).isTrue();
        call.error();
        await("it spins").until(() -> view("busy", false).stack().get(0), top -> top.contains("spinsHere"));

        CallView view = view("busy", false);

        assertThat(view.overtakenMicros()).isNotNegative();
        assertThat(view.thread()).isNotEmpty();
        assertThat(view.waitingFor()).isEmpty();
        assertThat(view.stack()).as("the container's part is left out").noneMatch(line -> line.contains("CallTurn"));
    }

    @Test
    void aLongStackIsCutAndSaysSo() {
        StackTraceElement[] trace = new StackTraceElement[1_000];
        for (int i = 0; i < trace.length; i++) {
            trace[i] = new StackTraceElement("shop.Recursion", "deeper", "Recursion.java", i);
        }
        assertThat(Stack.lines(trace)).hasSize(41).endsWith("... 960 more");
    }
}
