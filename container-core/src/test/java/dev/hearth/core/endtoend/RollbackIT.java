package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Server.Ran;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A former version comes back, with states that it can read. */
@Timeout(180)
class RollbackIT {

    private static final String NOTE = """
            public interface Note extends java.rmi.Remote {
                void write(String text, int count) throws java.rmi.RemoteException;
                String read() throws java.rmi.RemoteException;
            }
            """;

    private static final String CLIENT = """
            import java.rmi.registry.LocateRegistry;

            public final class NoteClient {
                private static Note note(String key) throws Exception {
                    return at("notes/" + key);
                }
                private static Note at(String name) throws Exception {
                    return (Note) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup(name);
                }
                public static void writeAt(String name, String text, String count) throws Exception {
                    at(name).write(text, Integer.parseInt(count));
                }
                public static String readAt(String name) throws Exception {
                    return at(name).read();
                }
                public static void write(String key, String text, String count) throws Exception {
                    note(key).write(text, Integer.parseInt(count));
                }
                public static String read(String key) throws Exception {
                    return note(key).read();
                }
            }
            """;

    private static final String FIRST = """
            import dev.hearth.api.*;

            @HostedObject(name = "notes", lifecycle = Lifecycle.PERSISTENT)
            public final class NoteObject implements Note {
                private String title = "";
                private int count;
                private String dropped = "still here";

                @Override public void write(String text, int number) { title = text; count = number; }
                @Override @ReadOnly public String read() { return title + " " + count + " " + dropped; }
            }
            """;

    private static final String SECOND = """
            import dev.hearth.api.*;
            import java.util.*;

            @StateVersion(2)
            @HostedObject(name = "notes", lifecycle = Lifecycle.PERSISTENT)
            public final class NoteObject implements Note {
                @FormerName("title") private String heading = "";
                private int count;
                private String added = "initial";

                static Map<String, Object> upgrade(Map<String, Object> state, int from) {
                    Map<String, Object> upgraded = new HashMap<>(state);
                    upgraded.put("count", ((Number) state.get("count")).intValue() * 10);
                    return upgraded;
                }

                @Override public void write(String text, int number) { heading = text; count = number; }
                @Override @ReadOnly public String read() { return heading + " " + count + " " + added; }
            }
            """;

    @TempDir
    Path folder;

    private Server server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        Path jar = JarMaker.jar(folder.resolve("client.jar"))
                .source("notes.Note", NOTE)
                .source("notes.NoteClient", CLIENT)
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
        server = Server.start(Jdks.own(), folder);
        client = Client.start(Jdks.own(), jar, "notes.NoteClient", server.port());
        deploy("first", FIRST);
        client.ask("write", "a", "milk", 1);
        client.ask("write", "b", "eggs", 2);
        deploy("second", SECOND);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void deploy(String name, String object) throws IOException {
        Path jar = JarMaker.jar(folder.resolve(name).resolve("notes.jar"))
                .source("notes.Note", NOTE)
                .source("notes.NoteObject", object)
                .make();
        assertThat(server.hearth("deploy", jar.toString()))
                .satisfies(ran -> assertThat(ran.code()).as(ran.err()).isZero());
    }

    private String rollback(String... more) throws IOException {
        Ran ran = server.hearth("rollback", more);
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran.out();
    }

    @Test
    void itIsRefusedWhereAStateWouldNotLoadAndTakesTheLastOneThatDoesWhenTold() throws IOException {
        client.ask("write", "a", "bread", 7);
        assertThat(server.hearth("rollback", "notes")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err())
                    .contains("version 1 of 'notes' is not brought back", "1 of 2 stored states would not load")
                    .contains("notes/a: ", "--discard-newer");
        });
        assertThat(client.ask("read", "a")).isEqualTo("bread 7 initial");

        assertThat(rollback("notes", "--discard-newer"))
                .contains("notes.jar is what it was before, and runs as version 3; 1 object has a former state again.");
        assertThat(client.ask("read", "a")).isEqualTo("milk 1 still here");
        assertThat(client.ask("read", "b")).isEqualTo("eggs 2 still here");
        assertThat(server.deploy().resolve("notes.jar")).hasSameBinaryContentAs(folder.resolve("first/notes.jar"));
    }

    @Test
    void itWorksAfterARestartAndUndoesItself() throws IOException {
        client.ask("write", "a", "bread", 7);
        server.kill().again();
        rollback("notes", "--discard-newer");
        assertThat(client.ask("read", "a")).isEqualTo("milk 1 still here");

        server.kill().again();
        assertThat(client.ask("read", "a")).isEqualTo("milk 1 still here");
        rollback("notes");
        assertThat(client.ask("read", "a")).isEqualTo("milk 10 initial");
        assertThat(server.deploy().resolve("notes.jar")).hasSameBinaryContentAs(folder.resolve("second/notes.jar"));
    }

    @Test
    void whatWasNotWrittenMeanwhileNeedsNoFormerState() throws IOException {
        assertThat(client.ask("read", "a")).isEqualTo("milk 10 initial");
        assertThat(rollback("notes.jar")).contains("runs as version 3.");
        assertThat(client.ask("read", "a")).isEqualTo("milk 1 still here");
    }

    @Test
    void anObjectThatTheNewVersionMadeHasNoFormerState() throws IOException {
        client.ask("write", "fresh", "salt", 1);
        assertThat(server.hearth("rollback", "notes", "--discard-newer")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err()).contains("no former state is kept that would", "notes/fresh");
        });
        assertThat(client.ask("read", "fresh")).isEqualTo("salt 1 initial");
    }

    @Test
    void objectsOfATypeThatTheFormerVersionDoesNotHaveAreCountedAndStay() throws IOException {
        Path third = JarMaker.jar(folder.resolve("third/notes.jar"))
                .source("notes.Note", NOTE)
                .source("notes.NoteObject", SECOND)
                .source(
                        "notes.MoreObject",
                        SECOND.replace("NoteObject", "MoreObject").replace("\"notes\"", "\"more\""))
                .make();
        assertThat(server.hearth("deploy", third.toString()).code()).isZero();
        client.ask("writeAt", "more/x", "salt", 3);
        assertThat(server.hearth("rollback", "notes")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err())
                    .contains("1 stored object would be out of reach, since it has no type of that name", "more/x");
        });
        assertThat(client.ask("readAt", "more/x")).isEqualTo("salt 3 initial");

        assertThat(rollback("notes", "--discard-newer"))
                .contains("1 stored object is out of reach until a version comes that has the type");
        assertThat(server.hearth("deploy", third.toString()).code()).isZero();
        assertThat(client.ask("readAt", "more/x")).isEqualTo("salt 3 initial");
    }

    @Test
    void anUnknownNameNamesTheNearest() throws IOException {
        assertThat(server.hearth("rollback", "ntes").err())
                .contains("there is no deployment named 'ntes'; did you mean 'notes'?");
    }
}
