package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a class file is led elsewhere, and that the rest is left as it is. */
class RedirectionTest {

    private static final String STAND_INS = "dev/hearth/core/hosted/jdk/";

    @TempDir
    private Path folder;

    private byte[] compiled(String body) throws IOException {
        Path jar = JarMaker.jar(folder.resolve("some.jar"))
                .source("some.Code", "public class Code " + body)
                .make();
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry("some/Code.class"))) {
            return in.readAllBytes();
        }
    }

    private static String text(byte[] classFile) {
        return new String(classFile, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { void f() { System.exit(1); } } | Jvm
            { Runnable f() { return () -> Runtime.getRuntime().halt(1); } } | Jvm
            { java.util.function.IntConsumer f() { return System::exit; } } | Jvm
            { java.util.function.Consumer<Thread> f() { return Runtime.getRuntime()::addShutdownHook; } } | Jvm
            { int f() throws Exception { return System.in.read(); } } | Jvm
            { String f() { return System.getProperty("java.rmi.server.hostname", "none"); } } | Jvm
            { void f() throws Exception { java.rmi.server.RMISocketFactory.setSocketFactory(null); } } | Jvm
            { Object f() { return ClassLoader.getSystemClassLoader(); } } | Jvm
            { Object f() { return ClassLoader.getSystemResource("a"); } } | Jvm
            { Object f() throws Exception { return java.net.URLClassLoader.getSystemResources("a"); } } | Jvm
            { java.util.function.Function<String, Object> f() { return ClassLoader::getSystemResourceAsStream; } } | Jvm
            extends ClassLoader { Code() { super(getSystemClassLoader()); } } | Jvm
            extends java.rmi.server.UnicastRemoteObject { Code() throws Exception {} } | UnicastRemoteObject
            extends java.rmi.server.RemoteServer {} | RemoteServer
            extends java.rmi.server.RemoteObject {} | RemoteObject
            { Class<?> f() { return java.rmi.server.UnicastRemoteObject.class; } } | UnicastRemoteObject
            { void f(java.rmi.server.UnicastRemoteObject o) {} } | UnicastRemoteObject
            { Object f(java.rmi.Remote o) throws Exception { return java.rmi.server.RemoteObject.toStub(o); } } | RemoteObject
            { Object f() throws Exception { return java.rmi.registry.LocateRegistry.getRegistry(); } } | LocateRegistry
            { Object f() throws Exception { return java.rmi.Naming.lookup("x"); } } | Naming
            { Object f() throws Exception { return new javax.naming.InitialContext(); } } | InitialContext
            { Object f() throws Exception { return javax.naming.InitialContext.doLookup("x"); } } | InitialContext
            { java.util.concurrent.Callable<Object> f() { return javax.naming.InitialContext::new; } } | InitialContext
            extends javax.naming.InitialContext { Code() throws Exception {} } | InitialContext
            """)
    void isLedToTheStandIn(String body, String standIn) throws IOException {
        byte[] redirected = Redirection.redirected(compiled(body));

        assertThat(redirected).isNotNull();
        assertThat(text(redirected)).contains(STAND_INS + standIn);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { long f() { return System.nanoTime(); } }
            { void f() { System.out.println(Runtime.getRuntime().freeMemory()); } }
            { int exit() { return 1; } }
            { ClassLoader f() { return getClass().getClassLoader(); } }
            """)
    void isNotEvenRead(String body) throws IOException {
        assertThat(Redirection.redirected(compiled(body))).isNull();
    }

    @Test
    void otherContextsOfTheJdkRemainWhatVariablesAreDeclaredAs() throws IOException {
        byte[] redirected = Redirection.redirected(compiled("{ javax.naming.InitialContext f() throws Exception {"
                + " return new javax.naming.directory.InitialDirContext(); } }"));

        assertThat(redirected).isNotNull();
        assertThat(text(redirected)).doesNotContain(STAND_INS);
    }

    @Test
    void whatIsNoClassFileIsLeftToWhoLoadsIt() {
        assertThat(Redirection.redirected("java/rmi/Naming".getBytes(StandardCharsets.ISO_8859_1)))
                .isNull();
    }
}
