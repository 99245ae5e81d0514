package dev.hearth.core.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a password comes from: the terminal, without an echo and twice; or else the first line of the standard input. */
final class PasswordInput {

    private static final int MOST_BYTES = 4_096;

    private final Supplier<Optional<Console>> terminal;
    private final Supplier<InputStream> standardInput;

    PasswordInput(Supplier<Optional<Console>> terminal, Supplier<InputStream> standardInput) {
        this.terminal = terminal;
        this.standardInput = standardInput;
    }

    static PasswordInput ofThisProcess() {
        return new PasswordInput(PasswordInput::console, () -> System.in);
    }

    /** From JDK 22 on there is a console also where the standard input is none; it says so itself. */
    @SuppressWarnings("SystemConsoleNull") // on JDK 17 it may be
    private static Optional<Console> console() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            boolean really = (boolean) Console.class.getMethod("isTerminal").invoke(console);
            return really ? Optional.of(console) : Optional.empty();
        } catch (ReflectiveOperationException before22) {
            return Optional.of(console);
        }
    }

    /** Reads it; whoever gets it clears it. */
    char[] read(String user) throws CommandException {
        Optional<Console> console = terminal.get();
        try {
            return console.isPresent() ? ask(console.get(), user) : firstLine(standardInput.get());
        } catch (IOException unreadable) {
            throw new CommandException(ExitCode.FAILED, "the password can't be read: " + unreadable.getMessage(), "");
        }
    }

    private static char[] ask(Console console, String user) throws CommandException {
        char[] first = console.readPassword("Password of %s: ", user);
        char[] again = first == null ? null : console.readPassword("Again: ");
        if (first == null || again == null) {
            throw new CommandException(ExitCode.USAGE, "no password was typed; nothing is changed", "");
        }
        boolean same = Arrays.equals(first, again);
        Arrays.fill(again, '\0');
        if (!same) {
            Arrays.fill(first, '\0');
            throw new CommandException(ExitCode.USAGE, "the two passwords differ; nothing is changed", "");
        }
        return first;
    }

    private static char[] firstLine(InputStream in) throws IOException {
        byte[] line = new byte[MOST_BYTES];
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (length == line.length) {
                throw new IOException("it is too long");
            }
            line[length++] = (byte) next;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(line, 0, length));
        char[] password = new char[decoded.remaining()];
        decoded.get(password);
        Arrays.fill(line, (byte) 0);
        Arrays.fill(decoded.array(), '\0');
        return password;
    }
}
