package dev.hearth.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.ObjectContext;
import dev.hearth.api.Threading;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Target;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.TestCall;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls between hosted objects, with copies of what is passed. */
@Timeout(60)
class LocalCallTest {

    /** An object that others call. */
    public interface Shelf extends Remote {

        /** Puts something on top of the caller's list, and keeps the list. */
        int keep(List<String> list) throws RemoteException;

        /** The list that was kept, itself. */
        List<String> kept() throws RemoteException;

        /** Changes the list that was kept. */
        void clear() throws RemoteException;

        /** Whether both are one object here. */
        boolean one(Object first, Object second) throws RemoteException;

        /** The same. */
        Object echo(Object anything) throws RemoteException;

        /** A value that says who copied it. */
        Marked marked() throws RemoteException;

        /** Who calls. */
        String principal() throws RemoteException;

        /** Itself. */
        Shelf self() throws RemoteException;

        /** Throws an exception. */
        void fail() throws RemoteException, IOException;
    }

    /** What calls the others: a script of the test's. */
    public interface Driven extends Remote {

        /** Runs the script, in a call. */
        Object drive() throws Exception;
    }

    private interface Script {
        @Nullable
        Object run(Shelf shelf) throws Exception;
    }

    private record Driver(ObjectContext context, Script script) implements Driven {

        @Override
        public @Nullable Object drive() throws Exception {
            return script.run(context.lookup("shelf", Shelf.class));
        }
    }

    /** Notes the thread that writes it. */
    public static final class Marked implements Serializable {
        private static final long serialVersionUID = 1;
        private transient @Nullable Runnable whenWritten;
        private String writer = "";

        private void writeObject(ObjectOutputStream out) throws IOException {
            if (whenWritten != null) {
                whenWritten.run();
            }
            writer = Thread.currentThread().getName();
            out.defaultWriteObject();
        }
    }

    private static final class ShelfObject implements Shelf {
        private final ObjectContext context;
        private List<String> list = List.of();

        ShelfObject(ObjectContext context) {
            this.context = context;
        }

        @Override
        public int keep(List<String> given) {
            given.add("on top");
            list = given;
            return list.size();
        }

        @Override
        public List<String> kept() {
            return list;
        }

        @Override
        public void clear() {
            list.clear();
        }

        @Override
        public boolean one(Object first, Object second) {
            return first == second;
        }

        @Override
        public Object echo(Object anything) {
            return anything;
        }

        @Override
        public Marked marked() {
            return new Marked();
        }

        @Override
        public String principal() {
            return context.caller().principal();
        }

        @Override
        public Shelf self() {
            return this;
        }

        @Override
        public void fail() throws IOException {
            throw new IOException("planned");
        }
    }

    private final Rooms rooms = Rooms.copying();

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    /** What the script returns, run in an object beside a shelf. */
    private Object beside(Threading threading, Script script) {
        Deployment deployment = Rooms.deployment("library");
        HostedType.Traits called = new HostedType.Traits(Lifecycle.TRANSIENT, threading, false, true);
        HostedType.Traits calling = new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, true);
        rooms.deploy(
                deployment,
                HostedType.of("shelf", deployment, ShelfObject.class, called, ShelfObject::new),
                HostedType.of("driver", deployment, Driver.class, calling, context -> new Driver(context, script)));
        return rooms.start(new TestCall(new Target.ByName("driver"), "drive")).result();
    }

    private Object beside(Script script) {
        return beside(Threading.POOLED, script);
    }

    @ParameterizedTest
    @EnumSource(names = "INHERIT", mode = EnumSource.Mode.EXCLUDE)
    void whatTheCalledObjectDoesToAnArgumentIsNotSeenByTheCaller(Threading threading) {
        beside(threading, shelf -> {
            List<String> mine = new ArrayList<>(List.of("mine"));
            assertThat(shelf.keep(mine)).isEqualTo(2);
            assertThat(mine).containsExactly("mine");
            mine.clear();
            assertThat(shelf.kept()).containsExactly("mine", "on top");
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(names = "INHERIT", mode = EnumSource.Mode.EXCLUDE)
    void aResultIsTheCallersOwn(Threading threading) {
        beside(threading, shelf -> {
            shelf.keep(new ArrayList<>());
            List<String> result = shelf.kept();
            shelf.clear();
            assertThat(result).containsExactly("on top");
            result.add("more");
            assertThat(shelf.kept()).isEmpty();
            return null;
        });
    }

    @Test
    void aResultIsCopiedInTheObjectsTurn() {
        beside(Threading.PER_OBJECT, shelf -> {
            assertThat(shelf.marked().writer).startsWith("hearth-object-shelf");
            return null;
        });
    }

    @Test
    void whatArgumentsShareTheirCopiesShare() {
        beside(shelf -> {
            List<String> list = new ArrayList<>();
            assertThat(shelf.one(list, list)).isTrue();
            assertThat(shelf.one(list, new ArrayList<>())).isFalse();
            return null;
        });
    }

    @Test
    void whatNobodyCanChangeIsNotCopied() {
        record Page(int number, String text) implements Serializable {}
        beside(shelf -> {
            for (Object value : List.of("text", 4711, new Page(1, "text"), Threading.POOLED)) {
                assertThat(shelf.echo(value)).isSameAs(value);
            }
            return null;
        });
    }

    @Test
    void whatIsPassedMayCallOthersWhileItIsCopied() {
        beside(shelf -> {
            assertThat(shelf.echo("before")).isEqualTo("before"); // leaves a call that can be used again
            List<Object> answers = new ArrayList<>();
            Marked calling = new Marked();
            calling.whenWritten = () -> {
                try {
                    answers.add(shelf.echo("inside"));
                    answers.add(shelf.echo("again"));
                } catch (RemoteException failed) {
                    answers.add(failed);
                }
            };
            assertThat(shelf.echo(calling)).isInstanceOf(Marked.class);
            assertThat(answers).containsExactly("inside", "again");
            assertThat(shelf.echo("after")).isEqualTo("after");
            return null;
        });
    }

    @Test
    void exceptionsComeThroughAndLeaveNothingForTheNextCall() {
        beside(shelf -> {
            assertThatThrownBy(shelf::fail).isInstanceOf(IOException.class).hasMessage("planned");
            assertThat(shelf.echo("next")).isEqualTo("next");
            assertThatThrownBy(() -> shelf.echo(new Object())).isInstanceOf(RemoteException.class);
            assertThat(shelf.echo("last")).isEqualTo("last");
            return null;
        });
    }

    @Test
    void referencesAreEqualWhereTheirObjectsAreOne() {
        beside(shelf -> {
            Shelf came = shelf.self();
            assertThat(came).isEqualTo(shelf).hasSameHashCodeAs(shelf);
            assertThat(came.equals(null)).isFalse();
            assertThat(came.equals("shelf")).isFalse();
            assertThat(shelf.toString()).startsWith("reference to");
            assertThat(shelf.one(shelf, "other")).isFalse();
            assertThat(came.echo("through")).isEqualTo("through");
            return null;
        });
    }

    @Test
    void aThreadOutsideOfAnyChainCallsAsItsDeployment() throws Exception {
        CompletableFuture<Shelf> reference = new CompletableFuture<>();
        beside(Threading.PER_OBJECT, shelf -> {
            assertThat(shelf.principal()).isEqualTo("anonymous");
            reference.complete(shelf);
            return null;
        });
        Shelf shelf = reference.get(20, TimeUnit.SECONDS);
        assertThat(shelf.principal()).isEqualTo("deployment:library");
        List<String> mine = new ArrayList<>();
        assertThat(shelf.keep(mine)).isEqualTo(1);
        assertThat(mine).isEmpty();
        assertThatThrownBy(shelf::fail).hasMessage("planned");
    }

    @Test
    void aThreadThatAnObjectStartsIsOutsideOfItsChain() {
        Object principal = beside(shelf -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return shelf.principal();
                    } catch (RemoteException failed) {
                        throw new IllegalStateException(failed);
                    }
                })
                .get(20, TimeUnit.SECONDS));
        assertThat(principal).isEqualTo("deployment:library");
    }
}
