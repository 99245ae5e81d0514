package dev.hearth.core.call;

import java.util.List;

/** A hosted object as a stub shows it: its number and its remote interfaces. */
public record Reference(long number, List<Class<?>> interfaces) {}
