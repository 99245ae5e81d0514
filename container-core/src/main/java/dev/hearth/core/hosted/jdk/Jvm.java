package dev.hearth.core.hosted.jdk;

import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.HostedJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.rmi.server.RMISocketFactory;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the methods of {@link System}, {@link Runtime}, {@link ClassLoader} and {@link java.rmi.server.RMISocketFactory}
 * that concern the whole JVM. What was a method of an object takes that as its first parameter.
 */
public final class Jvm {

    private Jvm() {}

    public static void exit(int status) {
        HostedJvm.exit(status, HostedCode.caller());
    }

    public static void exit(Runtime runtime, int status) {
        HostedJvm.exit(status, HostedCode.caller());
    }

    public static void halt(Runtime runtime, int status) {
        HostedJvm.exit(status, HostedCode.caller());
    }

    public static void addShutdownHook(Runtime runtime, Thread hook) {
        HostedJvm.addShutdownHook(hook, HostedCode.caller());
    }

    public static boolean removeShutdownHook(Runtime runtime, Thread hook) {
        return HostedJvm.removeShutdownHook(hook, HostedCode.caller());
    }

    public static void setOut(PrintStream stream) {
        HostedJvm.setOut(stream, HostedCode.caller());
    }

    public static void setErr(PrintStream stream) {
        HostedJvm.setErr(stream, HostedCode.caller());
    }

    @SuppressWarnings("removal") // the type that callers were compiled against
    public static void setSecurityManager(@Nullable SecurityManager manager) {
        HostedJvm.setSecurityManager(manager, HostedCode.caller());
    }

    public static @Nullable String getProperty(String key) {
        return HostedJvm.getProperty(key);
    }

    public static @Nullable String getProperty(String key, @Nullable String otherwise) {
        String found = HostedJvm.getProperty(key);
        return found == null ? otherwise : found;
    }

    public static @Nullable String setProperty(String key, String value) {
        return HostedJvm.setProperty(key, value);
    }

    public static @Nullable String clearProperty(String key) {
        return HostedJvm.clearProperty(key);
    }

    public static void setSocketFactory(@Nullable RMISocketFactory factory) {
        HostedJvm.setSocketFactory(factory, HostedCode.caller());
    }

    public static ClassLoader getSystemClassLoader() {
        return HostedJvm.systemLoader(HostedCode.caller());
    }

    public static @Nullable URL getSystemResource(String name) {
        return HostedJvm.systemLoader(HostedCode.caller()).getResource(name);
    }

    public static Enumeration<URL> getSystemResources(String name) throws IOException {
        return HostedJvm.systemLoader(HostedCode.caller()).getResources(name);
    }

    public static @Nullable InputStream getSystemResourceAsStream(String name) {
        return HostedJvm.systemLoader(HostedCode.caller()).getResourceAsStream(name);
    }

    public static InputStream in() {
        return HostedJvm.in(HostedCode.caller());
    }
}
