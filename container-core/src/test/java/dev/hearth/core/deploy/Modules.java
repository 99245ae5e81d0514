package dev.hearth.core.deploy;

/** Sources of hook modules. */
final class Modules {

    private Modules() {}

    /** A public module class with no hooks. */
    static String source(String className, String name) {
        return "public class " + className + " implements dev.hearth.api.hook.HookModule {"
                + " public String name() { return \"" + name + "\"; }"
                + " public void register(dev.hearth.api.hook.Hooks hooks, dev.hearth.api.hook.ModuleConfig config) {} }";
    }
}
