package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Pair;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same servants, exported by the JDK and hosted, and the same program at both: it sees the same, but where this test says
 * what it sees instead.
 *
 * <p>The container's client has a codebase, which its every class is annotated with, and a class with other fields.
 */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(300)
record AlikeIT(Pair jdks) {

    private static final String[] INTERFACES = {
        "alike.Kinds", "alike.Left", "alike.Typed", "alike.Hub", "alike.Hidden", "alike.Values", "alike.Show"
    };
    private static final String[] SERVANTS = {"alike.KindsServant", "alike.HubServant", "alike.Lacking"};
    private static final String[] PROGRAMS = {"alike.KindsProgram", "alike.HubProgram"};
    private static final String CODEBASE = "-Djava.rmi.server.codebase=http://127.0.0.1:9/none.jar";

    /** How failures of the server's side begin; the texts within are Hearth's own. */
    private static final String IN_SERVER = "threw java.rmi.ServerException: java.rmi.ServerException: "
            + "RemoteException occurred in server thread <- java.rmi.UnmarshalException: ";

    @TempDir
    static Path folder;

    private static Path clientJar;
    private static Client reference;
    private static int referencePort;
    private static Server server;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        Path place = folder.resolve(jdks.toString());
        Sources.jar(place.resolve("deploy/alike.jar"), all(INTERFACES, SERVANTS))
                .resource(
                        "META-INF/hearth.yaml",
                        "objects: [{name: kinds, class: alike.KindsServant}, {name: hub, class: alike.HubServant}]")
                .make();
        server = Server.start(jdks.server(), place);
        Path referenceJar =
                Sources.client(place.resolve("jdk.jar"), all(INTERFACES, SERVANTS, new String[] {"alike.JdkServer"}));
        reference = Client.start(
                jdks.server(), referenceJar, "alike.JdkServer", 0, "-Xmx256m", "-Djava.rmi.server.hostname=localhost");
        referencePort = Integer.parseInt(reference.ask("start"));
        clientJar = clientJar(place.resolve("client.jar"));
    }

    /** With classes that are others than the server's. */
    private static Path clientJar(Path jar) {
        JarMaker maker = Sources.jar(jar, all(INTERFACES, PROGRAMS));
        String values = Sources.text("alike.Values")
                .replace("public int age;", "public String nick = \"nick\";")
                .replace("if (x < 0)", "if (x < -9)");
        String kinds = Sources.text("alike.Kinds")
                .replace(
                        "void nothing() throws RemoteException;",
                        "void nothing() throws RemoteException; String newer() throws RemoteException; "
                                + "String newer(Object value) throws RemoteException;");
        return maker.source("alike.Values", values)
                .source("alike.Kinds", kinds)
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        reference.close();
        server.close();
    }

    private static String[] all(String[]... groups) {
        return Stream.of(groups).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void valuesAndExceptionsArriveAsWithTheJdk() throws IOException {
        Map<String, String> hosted = outcomes("alike.KindsProgram", server.port());
        Map<String, String> exported = outcomes("alike.KindsProgram", referencePort);

        assertThat(hosted).hasSizeGreaterThan(40);
        assertThat(hosted.remove("classOutsideOfTheList"))
                .contains("wire.allow-classes: [java.util.Random]")
                .contains("unreadable: java.io.InvalidClassException")
                .contains("wire.allow-classes: [java.util.Collections$Checked")
                .endsWith("java.lang.String same");
        assertThat(hosted.remove("deeperChain")).contains("over the limit of 200", "set wire.depth in hearth.yaml");
        assertThat(hosted.remove("unfitResults"))
                .contains("java.rmi.ServerException", "java.util.Optional is not serializable", "(.held[0])")
                .endsWith("java.lang.String same");
        assertThat(hosted.remove("exceptionThatCannotBeWritten"))
                .contains("java.rmi.ServerException", "alike.Values$Unfit is not serializable (.part)")
                .endsWith("java.lang.String same");
        assertThat(hosted.remove("marshalledStub")).contains("unreadable: java.io.InvalidClassException");
        assertThat(hosted.remove("lambda")).contains("java.lang.invoke.SerializedLambda is not let in");
        assertThat(hosted.remove("classThatTheServerLacks"))
                .startsWith(IN_SERVER)
                .contains("java.lang.ClassNotFoundException: alike.KindsProgram$OnlyHere |")
                .endsWith("java.lang.String same");
        assertThat(hosted.remove("recordThatTheServerRefuses"))
                .startsWith(IN_SERVER)
                .contains("java.io.InvalidObjectException", "java.lang.IllegalArgumentException: x is negative")
                .endsWith("java.lang.String same");
        assertThat(hosted.remove("methodThatTheServerLacks"))
                .startsWith(IN_SERVER)
                .contains("has no such method")
                .endsWith("java.lang.String same");
        assertSame(hosted, exported);
    }

    @Test
    void objectsTravelAsWithTheJdk() throws IOException {
        Map<String, String> hosted = outcomes("alike.HubProgram", server.port());
        Map<String, String> exported = outcomes("alike.HubProgram", referencePort);

        assertThat(hosted).hasSizeGreaterThan(10);
        assertSame(hosted, exported);
    }

    private static void assertSame(Map<String, String> hosted, Map<String, String> exported) {
        SoftAssertions all = new SoftAssertions();
        hosted.forEach((name, outcome) -> all.assertThat(outcome).as(name).isEqualTo(exported.get(name)));
        all.assertAll();
    }

    /** What each of the program's cases saw. */
    private Map<String, String> outcomes(String program, int port) throws IOException {
        String codebase = port == referencePort ? "-Dnone" : CODEBASE;
        try (Client client = Client.start(jdks.client(), clientJar, program, port, "-Xmx256m", codebase)) {
            Map<String, String> outcomes = new TreeMap<>();
            for (String name : client.ask("cases").split(" ", -1)) {
                outcomes.put(name, client.ask("outcome", name));
            }
            return outcomes;
        }
    }
}
