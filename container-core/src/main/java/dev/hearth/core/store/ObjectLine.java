package dev.hearth.core.store;

import org.jspecify.annotations.Nullable;

/**
 * An object outside of a store: a line of an export.
 *
 * @param number null if the line names none
 * @param container the {@link DataFolder#mark} of the container that gave the number; null if the line does not say
 * @param state JSON; null if the object had a number only
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ObjectLine(
        String name,
        String type,
        @Nullable Long number,
        @Nullable String container,
        byte @Nullable [] state) {}
