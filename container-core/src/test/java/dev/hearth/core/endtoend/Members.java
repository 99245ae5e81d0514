package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.Login;
import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Desks, users, and clients that log in with the JDK, their interfaces and {@link Login}. */
final class Members {

    static final String USERS = "--modules.login.users=users";

    private static final String CLIENT = "members.MembersClient";
    private static final String LOGIN = "dev/hearth/api/Login.class";

    private Members() {}

    /** Compiled once for all tests: the JAR that is deployed, and that of the client. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Jars(byte[] deployed, byte[] client) {

        private static final Jars MADE = make();

        private static Jars make() {
            try {
                Path folder = Files.createTempDirectory("members");
                Path deployed = Sources.jar(
                                folder.resolve("members.jar"),
                                "members.Desk",
                                "members.Bell",
                                "members.Trouble",
                                "members.DeskObject")
                        .make();
                Path client = folder.resolve("members-client.jar");
                Sources.jar(client, "members.Desk", "members.Bell", "members.Trouble", CLIENT)
                        .source("check.Runner", Sources.text("check.Runner"))
                        .entry(LOGIN, loginClass())
                        .make();
                Jars made = new Jars(Files.readAllBytes(deployed), Files.readAllBytes(client));
                Files.delete(deployed);
                Files.delete(client);
                Files.delete(folder);
                return made;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Path deploy(Path deploy) throws IOException {
        Files.createDirectories(deploy);
        return Files.write(deploy.resolve("members.jar"), Jars.MADE.deployed());
    }

    static Client client(Jdk jdk, Path folder, int port, String... options) throws IOException {
        Path jar = folder.resolve("members-client.jar");
        if (!Files.exists(jar)) { // else a client may run from it
            Files.write(jar, Jars.MADE.client());
        }
        return Client.start(jdk, jar, CLIENT, port, options);
    }

    static byte[] loginClass() throws IOException {
        try (InputStream in = Objects.requireNonNull(Login.class.getResourceAsStream("/" + LOGIN))) {
            return in.readAllBytes();
        }
    }

    /** Runs 'hearth user' on the data folder in this one, with what it reads. */
    static Ran user(Jdk jdk, Path folder, String input, String... words) throws IOException {
        Path typed = Files.writeString(Files.createTempFile(folder, "typed", ".txt"), input);
        List<String> all = new ArrayList<>(List.of("user"));
        all.addAll(List.of(words));
        all.add("--data=" + folder.resolve("data"));
        return Server.hearth(jdk, folder, all, typed);
    }

    /** Adds a user whose password is the name with {@code -secret} behind it. */
    static void add(Jdk jdk, Path folder, String name, String... roles) throws IOException {
        String[] words = roles.length == 0
                ? new String[] {"add", name}
                : new String[] {"add", name, "--roles=" + String.join(",", roles)};
        Ran ran = user(jdk, folder, name + "-secret\n", words);
        assertThat(ran.code()).as(ran.err()).isZero();
    }
}
