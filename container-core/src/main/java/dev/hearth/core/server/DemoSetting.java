package dev.hearth.core.server;

import dev.hearth.core.cli.ExitCode;
import dev.hearth.core.cli.demo.Demo;
import dev.hearth.core.cli.demo.DemoJars;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where the demo finds what it needs. */
final class DemoSetting {

    /** Set by the launcher: the checkout, or the folder of the distribution. */
    private static final String HOME = "hearth.home";

    private DemoSetting() {}

    static int run(PrintWriter out) {
        try {
            DemoJars jars = DemoJars.find(Path.of(System.getProperty(HOME, "")));
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            return new Demo(java, System.getProperty("java.class.path"), jars, StandardCharsets.UTF_8).run(out);
        } catch (FileNotFoundException missing) {
            out.println(missing.getMessage());
            return ExitCode.FAILED;
        }
    }
}
