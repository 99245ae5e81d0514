package dev.hearth.core.server;

import dev.hearth.core.cli.HearthCli;

/** The program {@code hearth}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("start")) {
            CommonPoolThreads.use();
            beside("hearth-early-database", Main::loadDatabase);
        }
        System.exit(new HearthCli(
                        Container::start,
                        DemoSetting::run,
                        ProofSetting::prove,
                        new Inspections(),
                        Restoring::restore,
                        new UserKeeping())
                .run(arguments));
    }

    private static void loadDatabase() {
        try {
            Class.forName("org.h2.Driver");
        } catch (ClassNotFoundException absent) {
            return; // another database is configured, or opening the store says what is missing
        }
    }

    /** Loads on the second processor what the start will need, while the first reads command line and configuration. */
    private static void beside(String name, Runnable loading) {
        Thread thread = new Thread(loading, name);
        thread.setDaemon(true);
        thread.start();
    }
}
