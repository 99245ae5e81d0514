package dev.hearth.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose objects the container hosts.
 *
 * <p>The class implements at least one interface that extends {@link java.rmi.Remote} and has a constructor without
 * parameters or with one {@link ObjectContext}; the constructor need not be public. The type answers at its
 * {@link #name()}, and at any key below it: with the name {@code accounts}, the names {@code accounts} and
 * {@code accounts/alice} are two objects of this class.
 *
 * <p>Not inherited: a subclass is hosted only if it carries the annotation itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HostedObject {

    /**
     * The name under which clients look the type up: 1 to 200 characters without control characters, without
     * {@code ~}, without a leading, trailing or double slash. Two deployed types can't share a name, nor can one lie
     * below another.
     */
    String name();

    /** How long an object lives; by default as long as somebody holds a stub of it. */
    Lifecycle lifecycle() default Lifecycle.TRANSIENT;

    /** Which thread may be inside an object; by default what the deployment or the container says. */
    Threading threading() default Threading.INHERIT;

    /**
     * Whether the object at the bare {@link #name()} is created at deployment instead of at its first call, and kept
     * until undeployment. Deployment fails if its constructor does.
     */
    boolean preload() default false;
}
