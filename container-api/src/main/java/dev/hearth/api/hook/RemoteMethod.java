package dev.hearth.api.hook;

/**
 * A method that can be called from outside.
 *
 * @param name its name
 * @param descriptor its parameters and result as in a class file: {@code (J)J}
 */
public record RemoteMethod(String name, String descriptor) {}
