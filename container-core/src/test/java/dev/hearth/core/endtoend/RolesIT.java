package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers may do by their roles: annotations whose classes are not there at run time, and what nobody has said. */
@Timeout(180)
class RolesIT {

    private static final String PROGRAM = "safes.SafeClient";
    private static final String MAY_NOT = "java.rmi.AccessException: HEARTH-DENIED: roles: ";
    private static final String NOBODY_SAID =
            "java.rmi.AccessException: HEARTH-DENIED: nobody could authorize the call";
    private static final String[] ANNOTATIONS = {"RolesAllowed", "PermitAll", "DenyAll"};

    @TempDir
    static Path folder;

    private static Server server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        Jdk jdk = Jdks.own();
        deploy(folder.resolve("deploy"));
        Members.add(jdk, folder, "tess", "teller");
        Members.add(jdk, folder, "ann", "auditor");
        Members.add(jdk, folder, "bea", "boss", "teller");
        Members.add(jdk, folder, "nora");
        server = Server.start(
                jdk, folder, Members.USERS, "--modules.login.required=false", "--modules.roles.annotations=true");
        client = client(jdk, folder, server.port());
        for (String user : new String[] {"tess", "ann", "bea", "nora"}) {
            client.ask("login", user);
        }
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static void deploy(Path deploy) {
        JarMaker jar = Sources.jar(
                deploy.resolve("safes.jar"),
                "safes.Safe",
                "safes.SafeObject",
                "safes.CellarObject",
                "safes.AtticObject",
                "safes.BareObject");
        for (String root : new String[] {"jakarta", "javax"}) {
            for (String name : ANNOTATIONS) {
                String type = root + ".annotation.security." + name;
                String value = name.equals("RolesAllowed") ? "String[] value();" : "";
                jar.source(
                                type,
                                "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) public @interface "
                                        + name + " {" + value + "}")
                        .without(type);
            }
        }
        jar.make();
    }

    private static Client client(Jdk jdk, Path place, int port) throws IOException {
        Path jar = place.resolve("safe-client.jar");
        Sources.jar(jar, "safes.Safe", PROGRAM)
                .source("check.Runner", Sources.text("check.Runner"))
                .entry("dev/hearth/api/Login.class", Members.loginClass())
                .make();
        return Client.start(jdk, jar, PROGRAM, port);
    }

    @ParameterizedTest
    @CsvSource({
        "tess, safes/s, open, open",
        "bea, safes/s, open, open",
        "ann, safes/s, open, -",
        "nora, safes/s, open, -",
        "nobody, safes/s, open, -",
        "nobody, safes/s, look, a safe",
        "nora, safes/s, look, a safe",
        "bea, safes/s, shut, -",
        "ann, safes/s, audit, all there",
        "bea, safes/s, audit, all there",
        "tess, safes/s, audit, -",
        "ann, safes/s, auditGold, -",
        "bea, safes/s, auditGold, gold is there",
        "nora, safes/s, greet, hello",
        "nobody, safes/s, greet, -",
        "tess, safes/s, drawer, open",
        "bea, cellars/c, open, open below",
        "bea, cellars/c, look, -",
        "ann, cellars/c, audit, all there",
        "tess, cellars/c, drawer, open"
    })
    void annotationsSayWhoMayCall(String who, String name, String method, String result) {
        client.ask("take", "it", who, name);
        if (result.equals("-")) {
            String principal = who.equals("nobody") ? "anonymous" : who;
            assertThat(client.failure("on", "it", method)).isEqualTo(MAY_NOT + principal + " may not do this");
        } else {
            assertThat(client.ask("on", "it", method)).isEqualTo(result);
        }
    }

    @Test
    void namesAreSeenByThoseWhoMayCallSomethingThere() {
        assertThat(client.ask("list", "bea")).isEqualTo("attics cellars login safes");
        assertThat(client.ask("list", "nora")).isEqualTo("cellars login safes");
        assertThat(client.ask("list", "nobody")).isEqualTo("login safes");
        client.ask("lookup", "bea", "attics/a");
    }

    @Test
    void refusalsDoNotTellWhetherThereIsSomething() {
        client.ask("call", "bea", "attics/known", "open");
        String known = client.failure("lookup", "tess", "attics/known");
        assertThat(known).startsWith("java.rmi.NotBoundException: attics/known");
        assertThat(client.failure("lookup", "tess", "attics/never"))
                .isEqualTo(known.replace("attics/known", "attics/never"));
        assertThat(client.failure("lookup", "tess", "attacs/never")).doesNotContain("attics");
        assertThat(client.failure("lookup", "bea", "attacs/never")).contains("attics");
    }

    @Test
    void whatNobodyHasSaidIsRefused() {
        assertThat(client.failure("lookup", "bea", "bare")).startsWith("java.rmi.NotBoundException: bare");
    }

    @Test
    void administratorMayBeRefusedAsEverybody() throws IOException {
        assertThat(server.hearth("call", "safes/s", "open", "--as", "tess").out())
                .isEqualTo("\"open\"\n");
        assertThat(server.hearth("call", "safes/s", "open", "--as", "ann").err())
                .contains("HEARTH-DENIED: roles: ann may not do this");
        assertThat(server.hearth("call", "bare", "greet", "--as", "bea").err()).contains(NOBODY_SAID.substring(26));
    }

    @Test
    void whereTheConfigurationRequiresARoleAnnotationsDoNotCount() throws IOException {
        Path place = Files.createDirectories(folder.resolve("required"));
        Jdk jdk = Jdks.own();
        deploy(place.resolve("deploy"));
        Members.add(jdk, place, "tess", "teller");
        Members.add(jdk, place, "bea", "boss");
        try (Server strict = Server.start(jdk, place, Members.USERS, "--modules.roles.require=boss");
                Client callers = client(jdk, place, strict.port())) {
            assertThat(callers.failure("list", "nobody"))
                    .as("that is for the registry too")
                    .isEqualTo(MAY_NOT + "anonymous may not do this");
            assertThat(strict.hearth("call", "safes/s", "open", "--as", "tess").err())
                    .contains("tess may not do this");
            assertThat(strict.hearth("call", "safes/s", "shut", "--as", "bea").out())
                    .isEqualTo("\"shut\"\n");
            assertThat(strict.hearth("call", "bare", "open", "--as", "bea").out())
                    .isEqualTo("\"open\"\n");
        }
    }

    @Test
    void sectionsSayForObjectsMethodsAndCallers() throws IOException {
        Path place = Files.createDirectories(folder.resolve("sections"));
        Jdk jdk = Jdks.own();
        deploy(place.resolve("deploy"));
        for (String user : new String[] {"tess", "bea", "nora"}) {
            Members.add(jdk, place, user, user.equals("nora") ? "guest" : user.equals("bea") ? "boss" : "teller");
        }
        Files.writeString(place.resolve("hearth.yaml"), """
                modules:
                  login: {required: false}
                sections:
                  - objects: "bare/**"
                    roles: {require: [boss]}
                  - objects: "bare/**"
                    methods: greet
                    roles: {require: ["*"]}
                  - objects: bare/square
                    roles: {require: [anonymous]}
                  - objects: safes/s
                    methods: [shut]
                    roles: {require: [teller]}
                  - objects: attics/**
                    principals: [nora]
                    roles: {require: [guest]}
                """);
        try (Server server = Server.start(jdk, place, Members.USERS);
                Client callers = client(jdk, place, server.port())) {
            for (String user : new String[] {"tess", "bea", "nora"}) {
                callers.ask("login", user);
            }
            assertThat(callers.ask("call", "bea", "bare/x", "audit")).isEqualTo("bare");
            assertThat(callers.ask("call", "nora", "bare/x", "greet")).isEqualTo("hi");
            assertThat(callers.failure("call", "nora", "bare/x", "audit")).isEqualTo(MAY_NOT + "nora may not do this");
            assertThat(callers.failure("call", "nobody", "bare/x", "greet"))
                    .startsWith("java.rmi.NotBoundException: bare/x");
            assertThat(callers.ask("call", "nobody", "bare/square", "audit")).isEqualTo("bare");
            assertThat(callers.ask("call", "tess", "safes/s", "shut")).isEqualTo("shut");
            assertThat(callers.failure("call", "tess", "safes/t", "shut")).isEqualTo(MAY_NOT + "tess may not do this");
            assertThat(callers.ask("call", "nora", "attics/a", "look")).isEqualTo("dust");
            assertThat(callers.failure("call", "tess", "attics/a", "look")).startsWith("java.rmi.NotBoundException");
            assertThat(callers.ask("list", "nora")).isEqualTo("attics bare cellars login safes");
            assertThat(callers.ask("list", "nobody")).isEqualTo("login safes");
            assertThat(callers.ask("call", "bea", "bare/x", "look"))
                    .as("what it calls, it calls as its caller")
                    .isEqualTo("dust");
            assertThat(callers.failure("call", "bea", "bare/x", "open")).contains("bea may not do this");
        }
    }

    /** More than loopback is served only where strangers are kept out. */
    @ParameterizedTest
    @CsvSource({
        "true, '', true",
        "false, '', false",
        "false, '--modules.roles.annotations=true', true",
        "false, '--modules.roles.require=anonymous', false",
        "false, '--modules.roles.require=*', true"
    })
    void openContainerIsRefused(boolean required, String more, boolean starts) throws IOException {
        Path place = Files.createDirectories(folder.resolve("open-" + required + more.hashCode()));
        Jdk jdk = Jdks.own();
        Members.add(jdk, place, "tess", "teller");
        String[] settings = {
            "--host=0.0.0.0",
            Members.USERS,
            "--modules.login.required=" + required,
            more.isEmpty() ? "--log.level=info" : more
        };
        if (starts) {
            try (Server up = Server.start(jdk, place, settings)) {
                assertThat(up.alive()).isTrue();
            }
        } else {
            Files.createDirectories(place.resolve("deploy"));
            String[] all = {
                settings[0],
                settings[1],
                settings[2],
                settings[3],
                "--deploy=" + place.resolve("deploy"),
                "--data=" + place.resolve("data")
            };
            assertThat(Server.refused(jdk, place, all))
                    .matches(ran -> ran.code() != 0)
                    .matches(ran -> ran.err().contains("host: 0.0.0.0 is more than loopback"));
        }
    }
}
