package dev.hearth.core.adapter;

/**
 * The union of an object and a servant for a while.
 *
 * @param entry the version of the type that the servant was made by
 */
record Activation(TypeEntry entry, Object servant) {}
