package dev.hearth.core.pipeline;

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
import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.testing.MemoryStore;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted.Script;
import dev.hearth.core.testing.ScriptedObject;
import dev.hearth.core.testing.TestCall;
import java.rmi.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a deadline or a cancel does to a call, and what it does not do to anybody else. */
@Timeout(60)
class EarlyAnswerTest {

    private final CountDownLatch go = new CountDownLatch(1);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private Rooms rooms = new Rooms();

    @AfterEach
    void nothingIsLeft() {
        go.countDown();
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private void with(HearthConfig.Threads threads, Duration deadline, Consumer<Hooks> hooks) {
        rooms.close();
        HookModule module = new HookModule() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public void register(Hooks target, ModuleConfig config) {
                hooks.accept(target);
            }
        };
        HookTable table = HookTable.of(List.of(ModuleHooks.of(module, new NoSettings())));
        rooms = new Rooms(Rooms.OBJECTS, threads, deadline, table, new MemoryStore());
    }

    /** Few places, and few that may be forfeited. */
    private void few(int overtaken) {
        with(
                new HearthConfig.Threads(8, 8, 1, 0, overtaken, 1, 16, 100, 500, 1_000, false, 0),
                Duration.ZERO,
                hooks -> {});
    }

    private static boolean pass(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    /** Stays until the test lets it go, whoever interrupts it. */
    private Script stubborn(CountDownLatch in) {
        return self -> {
            in.countDown();
            boolean passed = false;
            while (!passed) {
                try {
                    passed = pass(go);
                } catch (InterruptedException ignored) {
                    seen.add("interrupted");
                }
            }
            return "returned";
        };
    }

    private TestCall stuck(String object) throws InterruptedException {
        CountDownLatch in = new CountDownLatch(1);
        TestCall call = rooms.change(object, stubborn(in));
        assertThat(pass(in)).isTrue();
        return call;
    }

    private long idOf(String object) {
        return view(object).id();
    }

    private CallView view(String object) {
        return rooms.processor.calls().stream()
                .filter(call -> call.object().equals(object))
                .reduce((one, later) -> later)
                .orElseThrow(() -> new AssertionError("no call of " + object + " is in progress"));
    }

    private void cancel(String object) {
        assertThat(rooms.processor.cancel(idOf(object))).isTrue();
    }

    private void awaitWaiting(int waiting) {
        await("%d in queues".formatted(waiting))
                .until(() -> rooms.dispatcher.load().waiting() == waiting);
    }

    // who ignores the interrupt

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_REQUEST"})
    void anOvertakenCallThatGoesOnGivesItsPlaceToOthers(Threading threading) throws Exception {
        few(1);
        rooms.host("slow", TRANSIENT, threading);
        TestCall stuck = stuck("slow");
        long first = idOf("slow");
        TestCall waiting = rooms.change("slow", self -> "in");
        awaitWaiting(1);
        assertThat(rooms.processor.cancel(first)).isTrue();
        assertThat(stuck.error()).hasMessageContaining("HEARTH-CANCELLED").hasMessageContaining("while it ran");
        assertThat(waiting.result()).isEqualTo("in");
        assertThat(rooms.dispatcher.load().overtaken()).isEqualTo(1);
    }

    @Test
    void onlySoManyGiveTheirPlacesAwayAndTheRestKeepsThem() throws Exception {
        few(1);
        rooms.host("slow", TRANSIENT, POOLED);
        stuck("slow/1");
        cancel("slow/1");
        stuck("slow/2");
        cancel("slow/2");
        TestCall waiting = rooms.change("slow/3", self -> "in");
        awaitWaiting(1);
        assertThat(view("slow/3").waitingFor()).isEqualTo("a place (threads.pool)");
        go.countDown();
        assertThat(waiting.result()).isEqualTo("in");
    }

    @Test
    void aNestedCallsPlaceIsForOthersToo() throws Exception {
        few(1);
        rooms.host("front", TRANSIENT, PER_OBJECT).host("each", TRANSIENT, PER_REQUEST);
        CountDownLatch in = new CountDownLatch(1);
        Script stubborn = stubborn(in);
        rooms.change("front", self -> self.other("each").change(stubborn));
        assertThat(pass(in)).isTrue();
        cancel("front");
        assertThat(rooms.change("each", self -> "in").result()).isEqualTo("in");
    }

    @ParameterizedTest
    @CsvSource({
        "PERSISTENT,POOLED",
        "PERSISTENT,PER_REQUEST",
        "TRANSIENT,PER_OBJECT",
        "PERSISTENT,PER_OBJECT",
        "TRANSIENT,SINGLE",
        "PERSISTENT,SINGLE"
    })
    void itsLanesStayHeldUntilTheMethodHasReturned(Lifecycle lifecycle, Threading threading) throws Exception {
        rooms.host("slow", lifecycle, threading);
        TestCall stuck = stuck("slow");
        long holder = idOf("slow");
        cancel("slow");
        stuck.error();
        TestCall next = rooms.change("slow", self -> seen.contains("interrupted"));
        awaitWaiting(1);
        assertThat(view("slow").waitingFor())
                .matches("(slow|the single thread), held by call " + holder
                        + " \\(slow\\.change\\), overtaken \\d+ m?s ago");
        assertThat(next.answered()).isFalse();
        go.countDown();
        assertThat(next.result()).isEqualTo(true);
    }

    @Test
    void whoeverWaitedForItIsToldByItsOwnDeadline() throws Exception {
        with(
                Rooms.THREADS,
                Duration.ZERO,
                hooks -> hooks.fixup(call -> {
                    if (call.object().equals("late")) {
                        call.deadline(Duration.ofMillis(500));
                    }
                    return Answer.OK;
                }));
        rooms.host("slow", TRANSIENT, SINGLE).host("late", TRANSIENT, SINGLE);
        stuck("slow");
        long holder = idOf("slow");
        cancel("slow");
        Throwable error = rooms.change("late", self -> "never").error();
        assertThat(error)
                .hasMessageContaining(
                        "nothing has run; it waited for the single thread, held by call " + holder + ", overtaken ")
                .hasMessageNotContaining("slow")
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void aSecondCancelInterruptsOnceMore() throws Exception {
        rooms.host("slow", TRANSIENT, POOLED);
        TestCall stuck = stuck("slow");
        cancel("slow");
        stuck.error();
        await().until(() -> seen.size() == 1);
        cancel("slow");
        await().until(() -> seen.size() == 2);
    }

    @Test
    void ofWhatAnOvertakenCallDoesLaterNothingIsKept() throws Exception {
        rooms.host("front", TRANSIENT, POOLED).host("account", PERSISTENT, POOLED);
        CountDownLatch in = new CountDownLatch(1);
        AtomicReference<Throwable> later = new AtomicReference<>();
        TestCall call = rooms.change("front", self -> {
            self.other("account/a").change(account -> account.value = 1);
            stubborn(in).run(self);
            try {
                self.other("account/b").change(account -> account.value = 1);
            } catch (ServerException doomed) {
                later.set(doomed);
            }
            return "done";
        });
        assertThat(pass(in)).isTrue();
        cancel("front");
        call.error();
        go.countDown();
        await().until(() -> later.get() != null);
        assertThat(later.get()).hasMessageContaining("HEARTH-CANCELLED");
        assertThat(rooms.value("account/a")).isEqualTo(0L);
        assertThat(rooms.value("account/b")).isEqualTo(0L);
    }

    // whom the interrupt reaches

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_OBJECT", "PER_REQUEST", "SINGLE"})
    void theInterruptReachesTheInnermostMethodAndThenThoseAroundIt(Threading threading) throws Exception {
        rooms.host("front", TRANSIENT, POOLED).host("inner", TRANSIENT, threading);
        CountDownLatch in = new CountDownLatch(1);
        TestCall call = rooms.change("front", front -> {
            Object swallowed = front.other("inner").change(inner -> {
                in.countDown();
                try {
                    return pass(go);
                } catch (InterruptedException cancelled) {
                    return "swallowed";
                }
            });
            seen.add("back: " + swallowed);
            return null;
        });
        assertThat(pass(in)).isTrue();
        cancel("inner");
        assertThat(call.error()).hasMessageContaining("HEARTH-CANCELLED");
        await("the end of the outer method").until(() -> rooms.processor.inProgress() == 0);
        assertThat(seen)
                .as("what is below a doomed chain has failed, whatever it returned")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_OBJECT", "PER_REQUEST", "SINGLE"})
    void aMethodThatCatchesTheErrorOfAnInnerOneIsInterruptedItself(Threading threading) throws Exception {
        rooms.host("front", TRANSIENT, threading).host("inner", TRANSIENT, PER_OBJECT);
        CountDownLatch in = new CountDownLatch(1);
        rooms.change("front", front -> {
            try {
                front.other("inner").change(inner -> {
                    in.countDown();
                    return pass(go);
                });
            } catch (Exception doomed) {
                seen.add("caught");
            }
            try {
                return pass(go);
            } catch (InterruptedException cancelled) {
                seen.add("interrupted");
                return null;
            }
        });
        assertThat(pass(in)).isTrue();
        cancel("front");
        await().untilAsserted(() -> assertThat(seen).containsExactly("caught", "interrupted"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_OBJECT", "PER_REQUEST", "SINGLE"})
    void hooksOfANestedCallAreNotInterrupted(Threading threading) throws Exception {
        CountDownLatch inHook = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        with(
                Rooms.THREADS,
                Duration.ZERO,
                hooks -> hooks.access(call -> {
                    if (call.object().equals("inner")) {
                        inHook.countDown();
                        try {
                            seen.add("hook " + pass(cancelled));
                        } catch (InterruptedException harmed) {
                            seen.add("harmed");
                        }
                    }
                    return Answer.OK;
                }));
        rooms.host("front", TRANSIENT, threading).host("inner", TRANSIENT, POOLED);
        AtomicBoolean interrupted = new AtomicBoolean();
        rooms.change("front", front -> {
            try {
                return front.other("inner").change(inner -> seen.add("never"));
            } finally {
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        assertThat(pass(inHook)).isTrue();
        cancel("front");
        cancelled.countDown();
        await().until(() -> rooms.processor.inProgress() == 0);
        assertThat(seen).containsExactly("hook true");
        assertThat(interrupted).as("back in the method").isTrue();
    }

    @Test
    void anObjectWhoseActivationIsInterruptedCanBeCalledAgain() throws Exception {
        CountDownLatch in = new CountDownLatch(1);
        ScriptedObject.Diary slowFirst = (self, event) -> {
            if (event.equals("activate") && in.getCount() > 0) {
                in.countDown();
                pass(go);
            }
        };
        rooms.host("account", PERSISTENT, PER_OBJECT, slowFirst);
        TestCall call = rooms.change("account", self -> seen.add("never"));
        assertThat(pass(in)).isTrue();
        cancel("account");
        assertThat(call.error()).hasMessageContaining("HEARTH-CANCELLED");
        assertThat(rooms.change("account", self -> Thread.currentThread().isInterrupted())
                        .result())
                .isEqualTo(false);
        assertThat(seen).isEmpty();
    }

    @Test
    void aMethodDoesNotBeginWhenActivationHasSwallowedTheInterrupt() throws Exception {
        CountDownLatch in = new CountDownLatch(1);
        ScriptedObject.Diary swallows = (self, event) -> {
            if (event.equals("activate")) {
                in.countDown();
                try {
                    pass(go);
                } catch (InterruptedException swallowed) {
                    seen.add("swallowed");
                }
            }
        };
        rooms.host("account", PERSISTENT, POOLED, swallows);
        rooms.change("account", self -> seen.add("never"));
        assertThat(pass(in)).isTrue();
        cancel("account");
        await().until(() -> rooms.processor.inProgress() == 0);
        assertThat(seen).containsExactly("swallowed");
    }

    // whom it does not reach

    @Test
    void whatALifecycleMethodLeavesOnTheSingleThreadIsNotTheNextCalls() throws Exception {
        ScriptedObject.Diary rude = (self, event) -> {
            seen.add(event);
            if (event.equals("destroy")) {
                Thread.currentThread().interrupt();
            }
        };
        rooms.host("rude", TRANSIENT, SINGLE, rude).host("next", TRANSIENT, SINGLE);
        rooms.change("rude", self -> null).result();
        CountDownLatch in = new CountDownLatch(1);
        TestCall busy = rooms.change("next", self -> {
            in.countDown();
            return pass(go);
        });
        assertThat(pass(in)).isTrue();
        new Thread(() -> rooms.adapter.undeploy("rude")).start();
        awaitWaiting(1);
        TestCall after = rooms.change("next", self -> Thread.currentThread().isInterrupted());
        awaitWaiting(2);
        go.countDown();
        assertThat(busy.result()).isEqualTo(true);
        assertThat(after.result()).isEqualTo(false);
        assertThat(seen).contains("destroy");
    }

    @Test
    void anObjectThatInterruptsTheThreadThatEndsItKeepsNoOtherFromEnding() {
        ScriptedObject.Diary rude = (self, event) -> {
            seen.add(self.context.name() + " " + event);
            if (event.equals("destroy")) {
                Thread.currentThread().interrupt();
            }
        };
        rooms.host("rude", TRANSIENT, POOLED, rude);
        for (String name : List.of("rude/1", "rude/2", "rude/3")) {
            rooms.change(name, self -> {
                        self.context.remove();
                        return null;
                    })
                    .result();
            await(name + " has ended").until(() -> seen.contains(name + " destroy"));
        }
    }

    @Test
    void whatAHookLeavesOnItsThreadIsNotTheMethods() {
        with(
                Rooms.THREADS,
                Duration.ZERO,
                hooks -> hooks.fixup(call -> {
                    Thread.currentThread().interrupt();
                    return Answer.OK;
                }));
        rooms.host("pooled", TRANSIENT, POOLED);
        assertThat(rooms.change("pooled", self -> Thread.currentThread().isInterrupted())
                        .result())
                .isEqualTo(false);
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_OBJECT", "PER_REQUEST", "SINGLE"})
    void anInterruptOfTheCallersOwnDoesNotReachTheObjectThatItCalls(Threading threading) {
        rooms.host("front", TRANSIENT, POOLED).host("inner", TRANSIENT, threading);
        Object both = rooms.change("front", front -> {
                    Thread.currentThread().interrupt();
                    Object inner = front.other("inner")
                            .change(each -> Thread.currentThread().isInterrupted());
                    return inner + " " + Thread.currentThread().isInterrupted();
                })
                .result();
        assertThat(both).isEqualTo("false true");
    }

    @Test
    void aThreadOfHostedCodeKeepsTheInterruptsOfItsOwner() throws Exception {
        rooms.host("pooled", TRANSIENT, POOLED);
        AtomicReference<ScriptedObject> servant = new AtomicReference<>();
        rooms.change("pooled", self -> {
                    servant.set(self);
                    return null;
                })
                .result();
        AtomicReference<String> flags = new AtomicReference<>();
        Thread own = new Thread(() -> {
            try {
                Thread.currentThread().interrupt();
                Object inside = servant.get()
                        .other("pooled")
                        .change(self -> Thread.currentThread().isInterrupted());
                flags.set(inside + " " + Thread.currentThread().isInterrupted());
            } catch (Exception failed) {
                flags.set(failed.toString());
            }
        });
        own.start();
        own.join(20_000);
        assertThat(flags.get()).isEqualTo("true true");
    }

    // too early, too late

    @Test
    void aCallThatIsCancelledWhileItsHooksAreAskedNeverRuns() throws Exception {
        CountDownLatch inHook = new CountDownLatch(1);
        with(
                Rooms.THREADS,
                Duration.ZERO,
                hooks -> hooks.authorize(call -> {
                    inHook.countDown();
                    try {
                        seen.add("asked " + pass(go));
                    } catch (InterruptedException harmed) {
                        seen.add("harmed");
                    }
                    return Answer.OK;
                }));
        rooms.host("account", PERSISTENT, POOLED);
        TestCall call = rooms.change("account", self -> seen.add("never"));
        assertThat(pass(inHook)).isTrue();
        assertThat(view("account").phase()).isEqualTo("authorize");
        assertThat(view("account").thread()).isNotEmpty();
        cancel("account");
        go.countDown();
        assertThat(call.error())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("HEARTH-CANCELLED")
                .hasMessageContaining("nothing has run")
                .hasCauseInstanceOf(CancellationException.class);
        assertThat(seen).containsExactly("asked true");
    }

    @Test
    void aCallWhoseChangesAreWithTheStoreIsNotGivenUpAnyMore() {
        rooms.host("account", PERSISTENT, POOLED);
        rooms.store.hold();
        TestCall call = rooms.change("account", self -> self.value = 1);
        await().until(() -> view("account").waitingFor().equals("the disk"));
        assertThat(rooms.processor.cancel(idOf("account"))).isFalse();
        assertThat(rooms.processor.isInProgress(idOf("account"))).isTrue();
        assertThat(call.answered()).isFalse();
        rooms.store.settle();
        assertThat(call.result()).isEqualTo(1L);
    }
}
