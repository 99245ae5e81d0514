package dev.hearth.core.wire.marshal;

import java.lang.invoke.SerializedLambda;
import java.rmi.UnmarshalException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what was refused, to the caller and to the log: there the same only once in {@value #SECONDS} seconds, and at most
 * {@value #PER_MINUTE} lines a minute. The log counts the rest. Thread-safe.
 *
 * <p>Names come from the peer: what can't be printed in one line is replaced.
 */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int PER_MINUTE = 30;
    private static final int SECONDS = 10;
    private static final long LATELY = TimeUnit.SECONDS.toNanos(SECONDS);
    private static final int LONGEST_NAME = 200;

    private final LongSupplier nanoTime;
    private final AtomicLong minute = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong logged = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();

    /** What was logged lately, and until when that is so; at most a minute's lines. */
    private final Map<String, Long> lately = new HashMap<>();

    Refusals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * A class is not let in.
     *
     * @param where such as {@code the arguments of Account.deposit}
     */
    UnmarshalException refusedClass(String className, String where) {
        String name = printable(className);
        if (className.equals(SerializedLambda.class.getName())) {
            return refuse(
                    "HEARTH-CLASS: " + name + " is not let in with " + where
                            + ": it is a lambda, which is code of its sender's choice; send an object of a class that has a name");
        }
        return refuse("HEARTH-CLASS: " + name + " is not let in with " + where
                + "; to allow it, put into hearth.yaml and restart Hearth: wire.allow-classes: [" + name + "]");
    }

    /** Something is not let in that no configuration allows. */
    UnmarshalException refusedForm(String what, String where) {
        return refuse("HEARTH-CLASS: " + what + " is not let in with " + where);
    }

    /** A message is larger than this setting of {@code wire} or another section allows. */
    UnmarshalException tooMuch(String what, String setting, Object limit, String where) {
        return refuse("HEARTH-LIMIT: " + what + " in " + where + " is over the limit of " + limit
                + "; to raise it, set " + (setting.contains(".") ? setting : "wire." + setting) + " in hearth.yaml");
    }

    private UnmarshalException refuse(String message) {
        long now = nanoTime.getAsLong();
        if (!saidLately(message, now) && mayLog(now)) {
            long others = leftOut.getAndSet(0);
            LOG.warn("{}{}", message, others == 0 ? "" : " (and " + others + " refusals before)");
        } else {
            leftOut.incrementAndGet();
        }
        return new UnmarshalException(message);
    }

    private synchronized boolean saidLately(String message, long now) {
        lately.values().removeIf(until -> now - until >= 0);
        if (lately.containsKey(message)) {
            return true;
        }
        if (lately.size() < PER_MINUTE) {
            lately.put(message, now + LATELY);
        }
        return false;
    }

    private boolean mayLog(long now) {
        long thisMinute = TimeUnit.NANOSECONDS.toMinutes(now);
        long before = minute.getAndSet(thisMinute);
        if (before != thisMinute) {
            logged.set(0);
        }
        return logged.incrementAndGet() <= PER_MINUTE;
    }

    static String printable(String name) {
        String shortened = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return shortened
                .codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
