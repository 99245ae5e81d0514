package dev.hearth.core.pipeline;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.POOLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.AroundHook;
import dev.hearth.api.hook.Handled;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Note;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.IncomingConnection;
import dev.hearth.core.call.Target;
import dev.hearth.core.testing.MemoryStore;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted;
import dev.hearth.core.testing.Scripted.Script;
import dev.hearth.core.testing.ScriptedObject;
import dev.hearth.core.testing.TestCall;
import java.io.IOException;
import java.rmi.AccessException;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.ServerError;
import java.rmi.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipelineTest {

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Script plain = self -> {
        seen.add("object");
        return "result";
    };
    private Rooms rooms = new Rooms();

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    record Registered(String name, Consumer<Hooks> hooks) implements HookModule {

        @Override
        public void register(Hooks target, ModuleConfig config) {
            hooks.accept(target);
        }
    }

    private static Registered module(String name, Consumer<Hooks> hooks) {
        return new Registered(name, hooks);
    }

    private void with(Registered... modules) {
        with(Duration.ZERO, modules);
    }

    private void with(Duration deadline, Registered... modules) {
        rooms.close();
        HookTable table = HookTable.of(Arrays.stream(modules)
                .map(each -> ModuleHooks.of(each, new NoSettings()))
                .toList());
        rooms = new Rooms(Rooms.OBJECTS, Rooms.THREADS, deadline, table, new MemoryStore());
        rooms.host("thing", TRANSIENT, POOLED).host("account", PERSISTENT, POOLED);
    }

    private Answer note(String what, Answer answer) {
        seen.add(what);
        return answer;
    }

    private Consumer<Hooks> everyPhase(String name) {
        return hooks -> {
            hooks.receive(call -> note("receive " + name, Answer.OK));
            hooks.translate(call -> note("translate " + name, Answer.DECLINED));
            hooks.access(call -> note("access " + name, Answer.OK));
            hooks.authenticate(call -> note("authenticate " + name, Answer.OK));
            hooks.authorize(call -> note("authorize " + name, Answer.OK));
            hooks.fixup(call -> note("fixup " + name, Answer.OK));
            hooks.around(call -> {
                seen.add("open " + name);
                return () -> seen.add("close " + name);
            });
            hooks.handle(call -> {
                seen.add("handle " + name);
                return Handled.DECLINED;
            });
            hooks.reply(call -> note("reply " + name, Answer.OK));
            hooks.log(call -> seen.add("log " + name));
        };
    }

    // order and meaning of the phases

    @Test
    void phasesComeInOrderAndReplyInReverse() {
        with(module("a", everyPhase("a")), module("b", everyPhase("b")));
        assertThat(rooms.change("thing", plain).result()).isEqualTo("result");
        assertThat(seen)
                .containsExactly(
                        "receive a",
                        "receive b",
                        "translate a",
                        "translate b",
                        "access a",
                        "access b",
                        "authenticate a",
                        "authorize a",
                        "fixup a",
                        "fixup b",
                        "open a",
                        "open b",
                        "handle a",
                        "handle b",
                        "object",
                        "close b",
                        "close a",
                        "reply b",
                        "reply a",
                        "log a",
                        "log b");
    }

    @Test
    void allStopsAtADenialAndFirstAtAnAnswer() {
        with(
                module("a", hooks -> {
                    hooks.access(call -> note("access a", Answer.DECLINED));
                    hooks.authenticate(call -> note("who a", Answer.DECLINED));
                    hooks.authorize(call -> note("may a", Answer.OK));
                }),
                module("b", hooks -> {
                    hooks.access(call -> note("access b", Answer.OK));
                    hooks.authenticate(call -> note("who b", Answer.OK));
                    hooks.authorize(call -> note("may b", Answer.deny("never asked")));
                }),
                module("c", hooks -> {
                    hooks.access(call -> note("access c", Answer.OK));
                    hooks.authenticate(call -> note("who c", Answer.deny("never asked")));
                }));
        assertThat(rooms.change("thing", plain).result()).isEqualTo("result");
        assertThat(seen).containsExactly("access a", "access b", "access c", "who a", "who b", "may a", "object");
    }

    private static void hookIn(Hooks hooks, Phase phase, Answer answer) {
        switch (phase) {
            case RECEIVE -> hooks.receive(call -> answer);
            case TRANSLATE -> hooks.translate(call -> answer);
            case ACCESS -> hooks.access(call -> answer);
            case AUTHENTICATE -> hooks.authenticate(call -> answer);
            case AUTHORIZE -> hooks.authorize(call -> answer);
            case FIXUP -> hooks.fixup(call -> answer);
            default -> throw new IllegalArgumentException(phase.name());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"RECEIVE", "TRANSLATE", "ACCESS", "AUTHENTICATE", "AUTHORIZE"})
    void aDenialBeforeTheArgumentsAreRead(Phase phase) {
        with(module("guard", hooks -> {
            hookIn(hooks, phase, Answer.deny("the moon is full"));
            hooks.log(call -> seen.add("log " + call.outcome().kind()));
        }));
        TestCall call = rooms.change("thing", plain);
        assertThat(call.error())
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("guard")
                .hasMessageContaining("the moon is full");
        assertThat(call.argumentsRead()).isFalse();
        assertThat(seen).containsExactly("log REFUSED");
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"AUTHENTICATE", "AUTHORIZE"})
    void whereAllDeclineTheCallIsRefused(Phase phase) {
        with(module("guard", hooks -> hookIn(hooks, phase, Answer.DECLINED)));
        assertThat(rooms.change("thing", plain).error()).isInstanceOf(AccessException.class);
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"RECEIVE", "TRANSLATE", "ACCESS", "FIXUP"})
    void elsewhereDecliningMeansNothing(Phase phase) {
        with(module("guard", hooks -> hookIn(hooks, phase, Answer.DECLINED)));
        assertThat(rooms.change("thing", plain).result()).isEqualTo("result");
    }

    // faults

    private static void faultIn(Hooks hooks, Phase phase, Throwable fault) {
        switch (phase) {
            case RECEIVE -> hooks.receive(call -> sneaky(fault));
            case TRANSLATE -> hooks.translate(call -> sneaky(fault));
            case ACCESS -> hooks.access(call -> sneaky(fault));
            case AUTHENTICATE -> hooks.authenticate(call -> sneaky(fault));
            case AUTHORIZE -> hooks.authorize(call -> sneaky(fault));
            case FIXUP -> hooks.fixup(call -> sneaky(fault));
            case AROUND -> hooks.around(call -> sneaky(fault));
            case HANDLE -> hooks.handle(call -> sneaky(fault));
            case REPLY -> hooks.reply(call -> sneaky(fault));
            case LOG -> hooks.log(call -> sneaky(fault));
            default -> throw new IllegalArgumentException(phase.name());
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T, E extends Throwable> T sneaky(Throwable fault) throws E {
        throw (E) fault;
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"RECEIVE", "TRANSLATE", "ACCESS", "AUTHENTICATE", "AUTHORIZE", "FIXUP", "AROUND", "HANDLE", "REPLY"
            })
    void aHooksFaultRefusesTheCallOnceAndIsUndone(Phase phase) {
        for (Throwable fault : List.of(
                new IllegalStateException("secret"), new IOException("secret"), new OutOfMemoryError("secret"))) {
            seen.clear();
            with(
                    module("broken", hooks -> faultIn(hooks, phase, fault)),
                    module(
                            "witness",
                            hooks -> hooks.log(
                                    call -> seen.add(call.outcome().kind().toString()))));
            Throwable error = rooms.change("account", self -> self.value = 7).error();
            assertThat(error)
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("HEARTH-FAULT")
                    .hasMessageContaining("broken")
                    .hasMessageNotContaining("secret");
            assertThat(seen).containsExactly("FAULT");
            rooms.processor.hooks(HookTable.of(List.of()));
            assertThat(rooms.value("account")).isEqualTo(0L);
            rooms.assertNothingIsLeft();
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a\nb", "a\u2028b", "a\u0000"})
    void aPrincipalWithoutAProperNameIsAFaultOfTheModule(String name) {
        List<Registered> naming = List.of(
                module(
                        "broken",
                        hooks -> hooks.authenticate(call -> {
                            call.principal(name);
                            return Answer.OK;
                        })),
                module(
                        "broken",
                        hooks -> hooks.fixup(call -> {
                            call.runAs(name);
                            return Answer.OK;
                        })));
        for (Registered broken : naming) {
            seen.clear();
            with(broken, module("witness", hooks -> hooks.log(call -> seen.add(call.principal()))));
            assertThat(rooms.change("thing", plain).error())
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("HEARTH-FAULT")
                    .hasMessageContaining("broken");
            assertThat(seen).containsExactly("anonymous");
        }
    }

    @Test
    void aFaultOfALogHookHarmsNobody() {
        with(
                module("a", hooks -> hooks.log(call -> sneaky(new OutOfMemoryError("full")))),
                module("b", hooks -> hooks.log(call -> seen.add("logged"))));
        assertThat(rooms.change("thing", plain).result()).isEqualTo("result");
        assertThat(seen).containsExactly("object", "logged");
    }

    @Test
    void aFaultWhileClosingUndoesTheCallAndTheOthersAreClosed() {
        with(
                module("a", hooks -> hooks.around(call -> () -> seen.add("close a"))),
                module(
                        "b",
                        hooks -> hooks.around(call -> () -> {
                            throw new IllegalStateException("stuck");
                        })),
                module("c", hooks -> hooks.around(call -> () -> seen.add("close c"))));
        assertThat(rooms.change("account", self -> self.value = 3).error())
                .hasMessageContaining("HEARTH-FAULT")
                .hasMessageContaining("the module b in around failed");
        assertThat(seen).containsExactly("close c", "close a");
        rooms.processor.hooks(HookTable.of(List.of()));
        assertThat(rooms.value("account")).isEqualTo(0L);
    }

    @Test
    void whoOpensNullAroundTheMethodFailsBeforeItRuns() {
        with(module("empty", hooks -> hooks.around(call -> null)));
        assertThat(rooms.change("thing", plain).error())
                .hasMessageContaining("HEARTH-FAULT")
                .hasMessageContaining("the module empty in around failed");
        assertThat(seen).isEmpty();
    }

    @Test
    void whatIsAroundIsClosedAfterAThrowAndAfterAFailedOpening() {
        with(module("a", hooks -> {
            hooks.around(call -> {
                seen.add("open");
                return () -> seen.add("close");
            });
            hooks.around(call -> AroundHook.NOTHING);
        }));
        assertThat(rooms.change("thing", self -> {
                            throw new IOException("declared");
                        })
                        .error())
                .isInstanceOf(IOException.class);
        assertThat(seen).containsExactly("open", "close");
    }

    // handle and reply

    @Test
    void whereNothingRanNothingElseIsSaid() {
        with(
                module("cache", hooks -> hooks.handle(call -> Handled.result("cached"))),
                module("no", hooks -> hooks.reply(call -> Answer.deny("too good"))));
        TestCall denied = rooms.change("account", plain);
        assertThat(denied.error()).hasMessageContaining("too good");
        assertThat(denied.ran()).isFalse();
    }

    @Test
    void aHandlerAnswersInsteadOfTheObject() {
        with(
                module("cache", hooks -> hooks.handle(call -> Handled.result("cached"))),
                module("later", hooks -> hooks.handle(call -> Handled.deny("never asked"))));
        assertThat(rooms.change("thing", plain).result()).isEqualTo("cached");
        assertThat(seen).isEmpty();
    }

    @Test
    void aDenialInHandleOrReplyIsUndone() {
        with(module("no", hooks -> hooks.reply(call -> Answer.deny("too good"))));
        TestCall denied = rooms.change("account", self -> self.value = 5);
        assertThat(denied.error()).isInstanceOf(AccessException.class).hasMessageContaining("too good");
        assertThat(denied.ran()).isTrue();
        rooms.processor.hooks(HookTable.of(List.of()));
        assertThat(rooms.value("account")).isEqualTo(0L);
    }

    @Test
    void replyHooksReplaceResultsAndExceptionsAndThatUndoesNothing() {
        with(module(
                "mask",
                hooks -> hooks.reply(call -> {
                    if (call.outcome().succeeded()) {
                        call.exception(new IOException("masked"));
                    } else {
                        call.result("made good");
                    }
                    return Answer.OK;
                })));
        assertThat(rooms.change("account", self -> self.value = 5).error()).hasMessage("masked");
        assertThat(rooms.change("account", self -> {
                            self.value = 6;
                            throw new IOException("bad");
                        })
                        .result())
                .isEqualTo("made good");
        rooms.processor.hooks(HookTable.of(List.of()));
        assertThat(rooms.value("account"))
                .as("the object's own outcome decides")
                .isEqualTo(5L);
    }

    // what the client sees

    @Test
    void aMethodThatIsNotThereIsNamedIfItHasAName() {
        with();
        TestCall unnamed = new TestCall(new Target.ByName("thing"), "");
        rooms.processor.enter(unnamed);
        assertThat(unnamed.error()).cause().hasMessageStartingWith("thing has no such method: the client's interface");
        TestCall named = new TestCall(new Target.ByName("thing"), "missing");
        rooms.processor.enter(named);
        assertThat(named.error()).cause().hasMessageStartingWith("thing has no such method (missing): ");
    }

    @Test
    void anErrorThatAReplyHookSetsComesAsOneOfTheObjectsOwn() {
        with(module(
                "mask",
                hooks -> hooks.reply(call -> {
                    call.exception(new OutOfMemoryError("fake"));
                    return Answer.OK;
                })));
        assertThat(rooms.change("thing", plain).error())
                .isInstanceOf(ServerError.class)
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void errorsOfTheObjectComeAsRmiHasThem() {
        with();
        assertThat(rooms.change("thing", self -> {
                            throw new IllegalArgumentException("as it is");
                        })
                        .error())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rooms.change("thing", self -> {
                            throw new NoSuchObjectException("of another");
                        })
                        .error())
                .isInstanceOf(ServerException.class)
                .hasCauseInstanceOf(NoSuchObjectException.class);
        for (Error error : List.of(new StackOverflowError(), new OutOfMemoryError(), new AssertionError("x"))) {
            assertThat(rooms.change("thing", self -> {
                                throw error;
                            })
                            .error())
                    .isInstanceOf(ServerError.class)
                    .hasCause(error);
        }
        assertThat(rooms.change("thing", plain).result()).isEqualTo("result");
    }

    @Test
    void aResultThatCantBeSentIsUndone() {
        with();
        TestCall call = new TestCall(new Target.ByName("account"), "change", (Script) self -> {
                    self.value = 9;
                    return "unfit";
                })
                .unfit("unfit");
        assertThat(rooms.start(call).error())
                .isInstanceOf(ServerException.class)
                .hasCauseInstanceOf(java.rmi.MarshalException.class);
        assertThat(rooms.value("account")).isEqualTo(0L);
    }

    @Test
    void whatIsNotThereIsRefusedAndLogged() {
        with(module("witness", hooks -> {
            hooks.receive(call -> note("receive " + call.object(), Answer.OK));
            hooks.log(call -> seen.add(call.outcome().kind().toString()));
        }));
        assertThat(rooms.change("nothing", plain).error()).isInstanceOf(NoSuchObjectException.class);
        assertThat(rooms.start(new TestCall(new Target.ById(4711, 0), "change", plain))
                        .error())
                .isInstanceOf(NoSuchObjectException.class);
        assertThat(rooms.start(new TestCall(new Target.ByName("thing"), "dance"))
                        .error())
                .isInstanceOf(ServerException.class)
                .hasRootCauseInstanceOf(java.rmi.UnmarshalException.class);
        assertThat(seen)
                .containsExactly("receive nothing", "REFUSED", "receive -", "REFUSED", "receive thing", "REFUSED");
    }

    @Test
    void aNameMayBeTranslatedAlsoWhereNothingIs() {
        with(module(
                "alias",
                hooks -> hooks.translate(call -> {
                    if (call.object().startsWith("old")) {
                        call.translateTo("thing/" + call.object());
                        return Answer.OK;
                    }
                    return Answer.DECLINED;
                })));
        assertThat(rooms.change("old", self -> self.context.name()).result()).isEqualTo("thing/old");
        assertThat(rooms.change("thing/x", self -> self.context.name()).result())
                .isEqualTo("thing/x");
    }

    @Test
    void argumentsAreReadAfterAdmissionAndMayBeReplaced() {
        with(module(
                "fix",
                hooks -> hooks.fixup(call -> {
                    call.argument(0, (Script) self -> "replaced");
                    return Answer.OK;
                })));
        assertThat(rooms.change("thing", plain).result()).isEqualTo("replaced");
        assertThat(seen).isEmpty();
    }

    @Test
    void aReadOnlyChainIsRefusedAChange() {
        with();
        Object caught = rooms.read("account/a", self -> {
                    try {
                        return self.other("account/b").change(other -> other.value = 1);
                    } catch (RemoteException refused) {
                        return refused.getMessage();
                    }
                })
                .result();
        assertThat(caught).asString().contains("HEARTH-READONLY");
        assertThat(rooms.value("account/b")).isEqualTo(0L);
    }

    // calls between objects

    private Consumer<Hooks> everyPhaseFromOutside(String name) {
        return hooks -> {
            hooks.receive(call -> note("receive " + name, Answer.OK)).outsideOnly();
            hooks.translate(call -> note("translate " + name, Answer.DECLINED)).outsideOnly();
            hooks.access(call -> note("access " + name, Answer.OK)).outsideOnly();
            hooks.authorize(call -> note("authorize " + name, Answer.OK)).outsideOnly();
            hooks.fixup(call -> note("fixup " + name, Answer.OK)).outsideOnly();
            hooks.around(call -> {
                        seen.add("open " + name);
                        return () -> seen.add("close " + name);
                    })
                    .outsideOnly();
            hooks.handle(call -> {
                        seen.add("handle " + name);
                        return Handled.DECLINED;
                    })
                    .outsideOnly();
            hooks.reply(call -> note("reply " + name, Answer.OK)).outsideOnly();
            hooks.log(call -> seen.add("log " + name)).outsideOnly();
        };
    }

    @Test
    void aHookThatIsForCallsFromOutsideDoesNotSeeThoseBetweenObjects() {
        with(module("outside", everyPhaseFromOutside("outside")));
        rooms.change("thing", self -> {
                    Scripted other = self.other("thing/a"); // a hook is asked whether it may be seen
                    List<String> until = List.copyOf(seen);
                    other.change(a -> a.other("thing/b").change(b -> null));
                    assertThat(seen).isEqualTo(until);
                    return null;
                })
                .result();
        assertThat(seen)
                .containsExactly(
                        "receive outside",
                        "translate outside",
                        "access outside",
                        "authorize outside",
                        "fixup outside",
                        "open outside",
                        "handle outside",
                        "authorize outside",
                        "close outside",
                        "reply outside",
                        "log outside");
    }

    @Test
    void hooksForCallsFromOutsideSaySo() {
        with(
                module("outside", hooks -> hooks.log(call -> {}).after("other").outsideOnly()),
                module("other", hooks -> {}));
        assertThat(rooms.processor.hooks().rows())
                .extracting(HookTable.Row::why)
                .containsExactly("after other (no hook here); calls from outside only");
    }

    @Test
    void aHookMayKeepTheCallsThatItSaw() {
        List<LoggedCall> kept = Collections.synchronizedList(new ArrayList<>());
        with(module("keeper", hooks -> hooks.log(kept::add)));
        rooms.change("thing", self -> {
                    for (String name : List.of("a", "b", "c")) {
                        self.other("thing/" + name).change(other -> name);
                    }
                    return "all";
                })
                .result();
        assertThat(kept).extracting(LoggedCall::object).containsExactly("thing/a", "thing/b", "thing/c", "thing");
        assertThat(kept).extracting(call -> call.outcome().result()).containsExactly("a", "b", "c", "all");
        assertThat(kept).extracting(LoggedCall::id).doesNotHaveDuplicates();
    }

    /** The calls in progress, outermost first. */
    private List<String> inProgress() {
        return rooms.processor.calls().stream()
                .map(call -> call.object() + "." + call.method() + " " + call.phase())
                .toList();
    }

    @Test
    void eachCallBetweenObjectsIsInProgressWhileItRuns() {
        with();
        rooms.change("thing", self -> {
                    for (String name : List.of("thing/a", "thing/b")) {
                        self.other(name)
                                .read(a -> a.other("thing/deep").change(deep -> {
                                    seen.addAll(inProgress());
                                    return null;
                                }));
                        seen.addAll(inProgress());
                    }
                    return null;
                })
                .result();
        assertThat(seen)
                .containsExactly(
                        "thing.change handle",
                        "thing/a.read handle",
                        "thing/deep.change handle",
                        "thing.change handle",
                        "thing.change handle",
                        "thing/b.read handle",
                        "thing/deep.change handle",
                        "thing.change handle");
    }

    @Test
    void callsBetweenObjectsHaveIdsOfTheirOwnAndTheIdOfTheirChain() {
        with();
        List<CallView> views = Collections.synchronizedList(new ArrayList<>());
        rooms.change("thing", self -> {
                    for (int i = 0; i < 3; i++) {
                        self.other("thing/a").change(a -> views.addAll(rooms.processor.calls()));
                    }
                    return null;
                })
                .result();
        assertThat(views)
                .hasSize(6)
                .extracting(CallView::chain)
                .containsOnly(views.get(0).id());
        assertThat(views)
                .extracting(CallView::id)
                .containsOnlyOnce(
                        views.get(1).id(), views.get(3).id(), views.get(5).id());
    }

    @Test
    void cancellingACallBetweenObjectsEndsItsChain() throws InterruptedException {
        with();
        CountDownLatch inside = new CountDownLatch(1);
        AtomicReference<Long> first = new AtomicReference<>();
        TestCall call = rooms.change("thing", self -> {
            self.other("thing/a").change(a -> {
                first.set(rooms.processor.calls().get(1).id());
                return null;
            });
            return self.other("thing/b").change(b -> {
                inside.countDown();
                new CountDownLatch(1).await();
                return null;
            });
        });
        assertThat(inside.await(20, TimeUnit.SECONDS)).as("in the second call").isTrue();
        assertThat(rooms.processor.cancel(first.get()))
                .as("the first, which is over")
                .isFalse();
        CallView nested = rooms.processor.calls().get(1);
        assertThat(nested.object()).isEqualTo("thing/b");
        assertThat(rooms.processor.cancel(nested.id())).isTrue();
        assertThat(call.error()).hasMessageContaining("HEARTH-CANCELLED");
    }

    @Test
    void whatACallBetweenObjectsThrewDoesNotShowInTheNextOne() {
        with();
        Object results = rooms.change("account", self -> {
                    List<Object> all = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        int round = i;
                        try {
                            all.add(self.other("account/other").change(other -> {
                                other.value++;
                                if (round % 2 == 0) {
                                    throw new IOException("round " + round);
                                }
                                return other.value;
                            }));
                        } catch (IOException planned) {
                            all.add(planned.getMessage());
                        }
                    }
                    return all;
                })
                .result();
        assertThat(results).isEqualTo(List.of("round 0", 1L, "round 2", 2L));
        assertThat(rooms.value("account/other")).isEqualTo(2L);
    }

    private static long fibonacci(ScriptedObject self, int n) throws Exception {
        if (n < 2) {
            return n;
        }
        Scripted other = self.other("thing/" + n % 3);
        return (long) other.change(next -> fibonacci(next, n - 1))
                + (long) other.change(next -> fibonacci(next, n - 2));
    }

    @Test
    void objectsCallEachOtherAndThemselvesAsDeepAsTheyLike() {
        with();
        assertThat(rooms.change("thing", self -> fibonacci(self, 12)).result()).isEqualTo(144L);
    }

    // log

    @Test
    void logSeesEachCallOnceNestedOnesAtTheChainsEnd() {
        with(module(
                "log",
                hooks -> hooks.log(
                        call -> seen.add(call.object() + " " + call.outcome().kind()))));
        rooms.change("thing", self -> {
                    self.other("thing/a").change(a -> a.other("thing/b").change(b -> null));
                    try {
                        self.other("thing/c").change(c -> {
                            throw new IOException("planned");
                        });
                    } catch (IOException caught) {
                        seen.add("end");
                    }
                    return null;
                })
                .result();
        assertThat(seen)
                .containsExactly("end", "thing/b RESULT", "thing/a RESULT", "thing/c EXCEPTION", "thing RESULT");
    }

    @Test
    void notesAndPrincipalAreSeenByAuthorizeAlsoWhenItIsAskedForVisibility() {
        Note<String> role = Note.of("role", String.class);
        with(module("who", hooks -> {
            hooks.authenticate(call -> {
                call.principal("alice");
                call.note(role, "clerk");
                return Answer.OK;
            });
            hooks.authorize(call -> {
                boolean clerk = call.note(role).orElse("").equals("clerk")
                        && call.principal().equals("alice");
                return clerk && !call.object().startsWith("account") ? Answer.OK : Answer.DECLINED;
            });
        }));
        rooms.change("thing", self -> {
                    seen.add(rooms.adapter.names().toString());
                    try {
                        rooms.adapter.lookup("accounts");
                    } catch (NotBoundException missing) {
                        seen.add(missing.getMessage());
                    }
                    return null;
                })
                .result();
        assertThat(seen).containsExactly("[thing]", "accounts");
    }

    // certificates

    private TestCall byAlice() {
        return rooms.start(new TestCall(new Target.ByName("thing"), "change", plain).by("CN=alice"));
    }

    @ParameterizedTest
    @CsvSource({"nobody, CN=alice", "agrees, CN=alice", "knows, bob"})
    void whomTheCertificateNamesCallsUnlessAHookSaysWho(String hook, String caller) {
        with(module("who", hooks -> {
            if (!hook.equals("nobody")) {
                hooks.authenticate(call -> {
                    if (hook.equals("knows")) {
                        call.principal("bob");
                    }
                    return Answer.OK;
                });
            }
            hooks.log(call -> seen.add(call.principal()));
        }));
        assertThat(byAlice().result()).isEqualTo("result");
        assertThat(seen).containsExactly("object", caller);
    }

    @Test
    void certificateIsNoAnswerWhereAllWhoAreAskedDecline() {
        with(module("who", hooks -> hooks.authenticate(call -> Answer.DECLINED)));
        assertThat(byAlice().error()).isInstanceOf(AccessException.class);
        assertThat(seen).isEmpty();
    }

    // deadline and cancel

    private static boolean pass(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallPastItsDeadlineIsAnsweredAtOnceAndNothingIsKept(boolean interruptible) throws Exception {
        with(
                Duration.ofSeconds(1),
                module(
                        "log",
                        hooks -> hooks.log(call ->
                                seen.add(call.object() + " " + call.outcome().kind()))));
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<String> end = new AtomicReference<>();
        TestCall call = rooms.change("account/slow", self -> {
            self.value = 5;
            self.other("account/other").change(other -> other.value = 6);
            try {
                do {
                    try {
                        pass(go);
                        end.set("passed");
                    } catch (InterruptedException late) {
                        end.set("interrupted");
                        if (interruptible) {
                            throw late;
                        }
                    }
                } while (!"passed".equals(end.get()));
                return "done";
            } finally {
                seen.add("left");
            }
        });
        assertThat(call.error())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("HEARTH-DEADLINE")
                .hasMessageContaining("it was running")
                .hasCauseInstanceOf(TimeoutException.class);
        if (!interruptible) {
            assertThat(rooms.processor.calls()).as("it still shows").isNotEmpty();
            go.countDown();
        }
        await().until(() -> rooms.processor.inProgress() == 0);
        assertThat(seen)
                .contains("left", "account/other RESULT", "account/slow REFUSED")
                .hasSize(3);
        assertThat(rooms.value("account/slow")).isEqualTo(0L);
        assertThat(rooms.value("account/other")).isEqualTo(0L);
    }

    @Test
    void aDeadlineOfAHookEndsTheWait() throws Exception {
        with(module(
                "impatient",
                hooks -> hooks.fixup(call -> {
                    if (call.object().equals("account")) {
                        call.deadline(Duration.ofMillis(100));
                    }
                    return Answer.OK;
                })));
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall owner = rooms.change(
                "thing",
                self -> self.other("account").change(account -> {
                    in.countDown();
                    return pass(go);
                }));
        assertThat(pass(in)).isTrue();
        assertThat(rooms.change("account", plain).error())
                .hasMessageContaining("HEARTH-DEADLINE")
                .hasMessageContaining("nothing has run");
        go.countDown();
        assertThat(owner.result()).isEqualTo(true);
        assertThat(seen).isEmpty();
    }

    /** The later call's deadline comes after that of the one at the disk, which by then has passed. */
    @Test
    void aDeadlineThatPassesAfterTheCommitChangesNothing() {
        with(Duration.ofSeconds(3));
        rooms.store.hold();
        TestCall committed = rooms.change("account", self -> self.value = 5);
        awaitAtTheDisk(1);
        TestCall later = rooms.change("thing", self -> pass(new CountDownLatch(1)));
        assertThat(later.error()).hasMessageContaining("HEARTH-DEADLINE");
        assertThat(committed.answered()).as("it waits for the disk").isFalse();
        rooms.store.settle();
        assertThat(committed.result()).isEqualTo(5L);
        assertThat(rooms.value("account")).isEqualTo(5L);
    }

    @Test
    void aCallThatEndsInTimeIsNotCancelled() {
        with(Duration.ofSeconds(30));
        assertThat(rooms.change("thing", plain).result()).isEqualTo("result");
        assertThat(rooms.processor.cancel(1)).isFalse();
        assertThat(rooms.processor.cancel(99)).isFalse();
    }

    /** A hook may cancel the very call that it sees; whoever refuses it besides must not answer again. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void cancelAndRefusalAnswerOnce(long seed) throws Exception {
        with(module("guard", hooks -> hooks.fixup(call -> Answer.deny("always"))));
        for (int i = 0; i < 200; i++) {
            TestCall call = rooms.change("account", plain);
            rooms.processor.calls().forEach(each -> rooms.processor.cancel(each.id()));
            Outcome outcome = call.outcome();
            assertThat(outcome.error()).isNotNull();
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void aFailedWriteReplacesTheOutcome() {
        with();
        rooms.change("account", self -> self.value = 1).result();
        rooms.store.hold();
        TestCall lost = rooms.change("account", self -> self.value = 2);
        awaitAtTheDisk(1);
        TestCall after = rooms.change("account", self -> self.value);
        awaitAtTheDisk(2);
        assertThat(lost.answered() || after.answered()).isFalse();
        rooms.store.fail(new IOException("disk full"));
        assertThat(lost.error()).isInstanceOf(ServerException.class).hasMessageContaining("HEARTH-STATE");
        assertThat(after.error()).as("it has seen what was lost").isInstanceOf(ServerException.class);
        assertThat(rooms.value("account")).isEqualTo(1L);
    }

    private void awaitAtTheDisk(int calls) {
        await().until(() -> rooms.processor.calls().stream()
                        .filter(view -> view.waitingFor().equals("the disk"))
                        .count()
                == calls);
    }

    @Test
    void orderConstantsAreHonoured() {
        with(
                module("a", hooks -> hooks.access(call -> note("a", Answer.OK)).order(Order.LAST)),
                module("b", hooks -> hooks.access(call -> note("b", Answer.OK)).order(Order.FIRST)));
        rooms.change("thing", plain).result();
        assertThat(seen).containsExactly("b", "a", "object");
    }

    @Test
    void aDenialIsOneLineWhateverTheModuleSays() {
        with(module("guard", hooks -> hooks.access(call -> Answer.deny("the moon\r\nis\u0000full\u2028now\u001b\n"))));

        assertThat(rooms.change("thing", plain).error()).hasMessage("HEARTH-DENIED: guard: the moon is full now");
        assertThat(seen).isEmpty();
    }

    @Test
    void aConnectHookThatAnswersNullIsSaidToHaveDoneSo() {
        with(module("guard", hooks -> hooks.connect(connection -> null)));

        assertThat(rooms.processor.connect(new TestConnection())).contains("the module guard in connect answered null");
    }

    private static final class TestConnection implements IncomingConnection {

        @Override
        public Peer peer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long welcomed() {
            return 0;
        }

        @Override
        public boolean welcome(long expected, long mark) {
            return true;
        }
    }
}
