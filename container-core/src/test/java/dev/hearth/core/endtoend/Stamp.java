package dev.hearth.core.endtoend;

import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A container's folder with a type that is called through hooks, and a module whose version shows in what it does. */
record Stamp(Path folder) {

    private static final String SERVICE = "META-INF/services/dev.hearth.api.hook.HookModule";

    /** The types, without the class of the annotation that stands on them. */
    Stamp withTypes() {
        Sources.jar(deploy("hooked"), "hooked.Hooked", "hooked.HookedObject", "hooked.Marked")
                .without("hooked.Marked")
                .make();
        return this;
    }

    /** The module in this version, in the deploy folder. */
    Stamp withModule(String version) {
        make(deploy("stamp"), version);
        return this;
    }

    /** The module in this version, in a JAR of this name elsewhere. */
    Path jar(String name, String version) {
        return make(folder.resolve(name), version);
    }

    private static Path make(Path jar, String version) {
        return Sources.jar(jar, "hooked.Stamps")
                .source("hooked.StampModule", Sources.text("hooked.StampModule").replace("\"v1\"", '"' + version + '"'))
                .resource(SERVICE, "hooked.StampModule\n")
                .make();
    }

    private Path deploy(String name) {
        return folder.resolve("deploy").resolve(name + ".jar");
    }

    /** The configuration file; the module's diary is said in it besides these lines. */
    Path config(String... lines) throws IOException {
        return config(List.of(), lines);
    }

    /** The same. @param settings more settings of the module */
    Path config(List<String> settings, String... lines) throws IOException {
        StringBuilder text = new StringBuilder("modules:\n  stamp:\n    diary: " + diary() + "\n");
        settings.forEach(setting -> text.append("    ").append(setting).append('\n'));
        List.of(lines).forEach(line -> text.append(line).append('\n'));
        return Files.writeString(folder.resolve("hearth.yaml"), text);
    }

    Server start(Jdk jdk) throws IOException {
        return Server.start(jdk, folder, "--config=" + folder.resolve("hearth.yaml"), "--store.durability=process");
    }

    Client client(Jdk jdk, int port) throws IOException {
        Path jar =
                Sources.client(folder.resolve("client.jar"), "hooked.Hooked", "hooked.Stamps", "hooked.HookedClient");
        return Client.start(jdk, jar, "hooked.HookedClient", port);
    }

    private Path diary() {
        return folder.resolve("diary.txt");
    }

    /** What the module was told. */
    List<String> told() {
        try {
            return Files.exists(diary()) ? Files.readAllLines(diary()) : List.of();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    void awaitTold(String line) {
        await("the module is told: " + line).atMost(Duration.ofSeconds(30)).until(() -> told().contains(line));
    }
}
