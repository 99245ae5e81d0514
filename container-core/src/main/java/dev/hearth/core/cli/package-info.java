/**
 * The command line: reads what was typed, starts the container or asks a running one, and prints for people or programs.
 *
 * <p>Start at {@link dev.hearth.core.cli.HearthCli}. Commands that look, call and steer go through {@link
 * dev.hearth.core.cli.AdminClient} to the admin port; those that run something are given what they run as {@link
 * dev.hearth.core.cli.Launcher}, {@link dev.hearth.core.cli.DemoRunner}, {@link dev.hearth.core.cli.Prover} and {@link dev.hearth.core.cli.Inspector}.
 *
 * <p><b>Invariant.</b> An error is a line that says what is wrong and a line that says what to do, on the error stream,
 * and an exit code of {@link dev.hearth.core.cli.ExitCode}. No stack traces.
 *
 * <p><b>Not decided here.</b> What the container does: this package knows it by interfaces only.
 */
@NullMarked
package dev.hearth.core.cli;

import org.jspecify.annotations.NullMarked;
