package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What hosted code prints or logs through the JDK is in Hearth's log, with its deployment's name. */
@Timeout(180)
class HostedOutputIT {

    @TempDir
    Path folder;

    @Test
    void aStreamOfItsOwnTakesWhatADeploymentPrintsAndNothingOfOthers() throws IOException {
        Sources.jar(folder.resolve("deploy/chatterbox.jar"), "talk.Talk", "talk.TalkObject")
                .make();
        JarMaker.jar(folder.resolve("deploy/writer.jar"))
                .source("writer.Write", """
                        public interface Write extends java.rmi.Remote {
                            void write(String text) throws java.rmi.RemoteException;
                        }
                        """)
                .source("writer.WriteObject", """
                        import java.io.*;

                        @dev.hearth.api.HostedObject(name = "writer", preload = true)
                        public final class WriteObject implements Write {
                            public WriteObject() throws IOException {
                                PrintStream log = System.out;
                                OutputStream file = new FileOutputStream("written.txt");
                                System.setOut(new PrintStream(new OutputStream() {
                                    @Override public void write(int each) throws IOException { file.write(each); log.write(each); }
                                }, true));
                            }
                            @Override public void write(String text) { System.out.println(text); }
                        }
                        """)
                .make();
        try (Server server = Server.start(Jdks.own(), folder)) {
            assertThat(server.hearth("call", "talk", "aloud").code()).isZero();
            assertThat(server.hearth("call", "writer", "write", "mine").code()).isZero();

            assertThat(folder.resolve("written.txt")).content().isEqualTo("mine" + System.lineSeparator());
            assertThat(server.log()).contains("writer: mine", "chatterbox: printed out", "chatterbox: printed to err");
        }
    }

    @Test
    void whatAnObjectSaysIsInTheLogOnce() throws IOException {
        Sources.jar(folder.resolve("deploy/chatterbox.jar"), "talk.Talk", "talk.TalkObject")
                .make();
        try (Server server = Server.start(Jdks.own(), folder)) {
            assertThat(server.hearth("call", "talk", "aloud").code()).isZero();

            assertThat(server.log().lines().filter(line -> line.contains("chatterbox: ")))
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .containsExactly(
                            "INFO  chatterbox: printed out",
                            "INFO  chatterbox: printed to err",
                            "WARN  chatterbox: logged by the JDK",
                            "INFO  chatterbox: printed by an own thread");
            assertThat(server.log()).containsOnlyOnce("logged by the JDK").containsOnlyOnce("printed out");
        }
    }
}
