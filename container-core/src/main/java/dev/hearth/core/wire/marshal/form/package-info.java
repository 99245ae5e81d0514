/**
 * Values of object streams as they stand there, known by their form (Java Object Serialization specification, chapter 6)
 * and never by their classes.
 *
 * <p>Start at {@link dev.hearth.core.wire.marshal.form.FormInput}; {@link dev.hearth.core.wire.marshal.form.StubForm} is
 * what it is for: stubs whose classes this container does not have.
 *
 * <p><b>Invariant.</b> Nothing here loads a class or makes an object of one, and what was read can be written into another
 * stream and means the same there.
 *
 * <p><b>Not decided here.</b> Which classes may be named, how long a value may be.
 */
@NullMarked
package dev.hearth.core.wire.marshal.form;

import org.jspecify.annotations.NullMarked;
