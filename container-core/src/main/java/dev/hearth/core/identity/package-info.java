/**
 * Who may log in, and who has: users, their passwords, and the sessions that their stubs carry.
 *
 * <p>Start at {@link dev.hearth.core.identity.LoginServant}, the object {@code login}. It compares a password with a hash of
 * {@link dev.hearth.core.identity.Users}, within what {@link dev.hearth.core.identity.Attempts} allow, and begins a session in
 * {@link dev.hearth.core.identity.SessionTable}, which the pipeline asks at every call on a stub of a session.
 *
 * <p><b>Invariant.</b> No session's number is given twice, and none stands in anything that people read. What is kept of a
 * password is a hash.
 *
 * <p><b>Not decided here.</b> What an anonymous caller may do (the module {@code login}), what a user may do (the module
 * {@code roles}), how a number gets into a stub ({@code wire.marshal}).
 */
@NullMarked
package dev.hearth.core.identity;

import org.jspecify.annotations.NullMarked;
