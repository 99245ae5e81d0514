package dev.hearth.testkit;

import dev.hearth.api.hook.HookModule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a test wants hosted, and how. Used by one thread until the first container is started with it, then only read. */
final class Hosting {

    /** The deployment's name, and its JAR's. */
    static final String DEPLOYMENT = "test";

    private final List<Class<?>> classes = new ArrayList<>();
    private final List<Class<?>> modules = new ArrayList<>();
    private final Map<String, String> resources = new TreeMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private String yaml = "";
    private Instant now = Instant.now();

    void hosts(Class<?> type) {
        classes.add(type);
    }

    void module(Class<? extends HookModule> module) {
        classes.add(module);
        modules.add(module);
    }

    void resource(String path, String text) {
        resources.put(path, text);
    }

    void setting(String key, String value) {
        settings.put(key, value);
    }

    void yaml(String text) {
        yaml = text;
    }

    void now(Instant moment) {
        now = moment;
    }

    Map<String, String> settings() {
        return settings;
    }

    String yaml() {
        return yaml;
    }

    Instant now() {
        return now;
    }

    /** Writes the JAR into the deploy folder. */
    void pack(Path deploy) {
        Packing packing = new Packing(classes).modules(modules);
        resources.forEach(packing::resource);
        packing.into(deploy.resolve(DEPLOYMENT + ".jar"));
    }
}
