package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Server.Ran;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stored states and later versions of their classes. */
@Timeout(180)
class StateOverTimeIT {

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
                    return (Note) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("notes/" + key);
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

    private static final String UNFIT = """
            import dev.hearth.api.*;

            @HostedObject(name = "notes", lifecycle = Lifecycle.PERSISTENT)
            public final class NoteObject implements Note {
                public enum Ware { MILK, BREAD }
                private Ware title = Ware.MILK;
                private int count;

                @Override public void write(String text, int number) { title = Ware.valueOf(text); count = number; }
                @Override @ReadOnly public String read() { return "a ware: " + title; }
            }
            """;

    @TempDir
    Path folder;

    private Server server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        jar(folder.resolve("deploy/notes.jar"), FIRST);
        Path jar = JarMaker.jar(folder.resolve("client.jar"))
                .source("notes.Note", NOTE)
                .source("notes.NoteClient", CLIENT)
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
        server = Server.start(Jdks.own(), folder);
        client = Client.start(Jdks.own(), jar, "notes.NoteClient", server.port());
        client.ask("write", "a", "MILK", 1);
        client.ask("write", "b", "eggs", 2);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static Path jar(Path jar, String object) {
        return JarMaker.jar(jar)
                .source("notes.Note", NOTE)
                .source("notes.NoteObject", object)
                .make();
    }

    private Path version(String name, String object) {
        return jar(folder.resolve(name).resolve("notes.jar"), object);
    }

    private Ran check(Path jar) throws IOException {
        return Server.hearth(
                Jdks.own(),
                folder,
                List.of("check", jar.toString(), "--deploy=" + folder.resolve("deploy"), "--data=" + server.data()));
    }

    @Test
    void addedRemovedRenamedAndUpgradedFieldsAreReadAndNothingIsLost() throws IOException {
        Path second = version("second", SECOND);
        assertThat(check(second))
                .satisfies(ran -> assertThat(ran.code()).as(ran.err()).isZero())
                .satisfies(ran -> assertThat(ran.out()).contains("objects: notes", "2 stored states load"));

        assertThat(server.hearth("deploy", "--check", second.toString()))
                .satisfies(ran -> assertThat(ran.code()).as(ran.err()).isZero());

        assertThat(client.ask("read", "a")).isEqualTo("MILK 10 initial");
        assertThat(server.store("show", "notes/a", "--json").out())
                .as("what is not there any more is kept until the next change")
                .contains("\"dropped\":\"still here\"");
        client.ask("write", "a", "bread", 7);
        assertThat(client.ask("read", "a")).isEqualTo("bread 7 initial");
        assertThat(server.store("show", "notes/a", "--json").out()).doesNotContain("dropped");
    }

    @Test
    void whatDoesNotFitIsToldBeforeItIsDeployed() throws IOException {
        Path unfit = version("unfit", UNFIT);
        assertThat(check(unfit)).matches(ran -> ran.code() == 1).satisfies(StateOverTimeIT::namesTheOne);

        assertThat(server.hearth("deploy", "--check", unfit.toString()))
                .matches(ran -> ran.code() == 1)
                .satisfies(StateOverTimeIT::namesTheOne);
        assertThat(client.ask("read", "b")).as("the former version stays").isEqualTo("eggs 2 still here");

        server.terminate();
        server.ended();
        assertThat(check(unfit))
                .as("without a container")
                .matches(ran -> ran.code() == 1)
                .satisfies(StateOverTimeIT::namesTheOne);
        assertThat(check(version("second", SECOND)).out()).contains("2 stored states load");
        server.again();
        assertThat(client.ask("read", "b")).isEqualTo("eggs 2 still here");
    }

    private static void namesTheOne(Ran ran) {
        assertThat(ran.err()).contains("1 of 2 stored states would not load:", "  notes/b: ", "title", "eggs");
    }

    @Test
    void whatDoesNotFitFailsAloneAndIsThereForTheVersionThatItFits() throws IOException {
        assertThat(server.hearth("deploy", version("unfit", UNFIT).toString()))
                .satisfies(ran -> assertThat(ran.code()).as(ran.err()).isZero());

        assertThat(client.ask("read", "a")).isEqualTo("a ware: MILK");
        assertThat(client.failure("read", "b")).contains("notes/b", "title", "eggs");

        server.hearth("deploy", version("first", FIRST).toString());
        assertThat(client.ask("read", "b")).isEqualTo("eggs 2 still here");
    }
}
