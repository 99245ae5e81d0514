package dev.hearth.core.server;

import dev.hearth.core.cli.HearthCli;

/** The program {@code hearth}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new HearthCli(Container::start, DemoSetting::run, Inspections::inspect).run(arguments));
    }
}
