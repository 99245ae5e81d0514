package dev.hearth.samples.threading;

import java.io.Serializable;

/**
 * What a visitor saw.
 *
 * @param thread the name of the thread that ran the call
 * @param threadId its number, which no other thread of the process has had
 * @param together the largest number of callers that were inside at the same time, this one included
 */
public record Visit(String thread, long threadId, int together) implements Serializable {}
