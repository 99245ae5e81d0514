package dev.hearth.core.adapter;

import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stubs of one transient object that have left and whose receivers were not heard of since. Each counts for itself: that
 * another client has claimed the object, and given it up again, says nothing of the one whose claim is still to come.
 *
 * <p>A hold ends when its receiver goes on with the connection on which the stub came; when a client at its address claims
 * the object and the stub is the only one that left for there; or when its time is over.
 *
 * <p>Bounded: past {@value #MOST} it is remembered only until when the object is held, as where stubs leave unseen. Thread-safe.
 */
final class StubHolds {

    private static final int MOST = 100;

    private List<StubHold> open = List.of();
    private boolean uncounted;

    /** Whether somebody has had the object since its servant was last told that nobody has. */
    private boolean owesWord;

    /** Whether a thread is about to tell it. */
    private boolean telling;

    /** What references in other hosted code hold, and nobody else; null if there were none. */
    private @Nullable WeakReference<Object> references;

    private long uncountedUntil;

    /** What a reference to be given to hosted code is to hold. */
    synchronized Object reference() {
        owesWord = true;
        Object held = references == null ? null : references.get();
        if (held == null) {
            held = new Object();
            references = new WeakReference<>(held);
        }
        return held;
    }

    /** Whether hosted code has a reference that was given to it. */
    synchronized boolean referenced() {
        if (references != null && references.refersTo(null)) {
            references = null;
        }
        return references != null;
    }

    /** Somebody has the object, of which its servant is to be told when nobody has. */
    synchronized void oweWord() {
        owesWord = true;
    }

    synchronized boolean owesWord() {
        return owesWord;
    }

    /** Its servant is about to be told, unless somebody has it by then; false if it is already. */
    synchronized boolean beginTelling() {
        boolean first = !telling;
        telling = true;
        return first;
    }

    synchronized void endTelling() {
        telling = false;
    }

    /** Its servant is told now, if this says that the word is still owed. */
    synchronized boolean takeWord() {
        boolean owed = owesWord;
        owesWord = false;
        return owed;
    }

    synchronized void add(StubHold hold) {
        removeOver(System.nanoTime());
        if (open.size() == MOST) {
            addUncounted(hold.untilNanos());
            return;
        }
        List<StubHold> more = new ArrayList<>(open.size() + 1);
        more.addAll(open);
        more.add(hold);
        open = more;
    }

    /** Stubs may have left of which it is not known how many, and for where. */
    synchronized void addUncounted(long untilNanos) {
        if (!uncounted || uncountedUntil - untilNanos < 0) {
            uncountedUntil = untilNanos;
        }
        uncounted = true;
    }

    synchronized void close(StubHold hold) {
        if (!open.isEmpty() && open.remove(hold)) {
            forgetIfEmpty();
        }
    }

    /** A client at this address has claimed the object. */
    synchronized void claimed(InetAddress by) {
        List<StubHold> there =
                open.stream().filter(hold -> hold.to().equals(by)).toList();
        if (there.size() == 1 && !uncounted) {
            close(there.get(0));
        }
    }

    /** How long the object is still held at most; 0 if it is not. */
    synchronized long nanosLeft(long now) {
        removeOver(now);
        long left = uncounted ? uncountedUntil - now : 0;
        for (StubHold hold : open) {
            left = Math.max(left, hold.untilNanos() - now);
        }
        return left;
    }

    private void removeOver(long now) {
        if (uncounted && uncountedUntil - now <= 0) {
            uncounted = false;
        }
        if (!open.isEmpty() && open.removeIf(hold -> hold.untilNanos() - now <= 0)) {
            forgetIfEmpty();
        }
    }

    /** Most objects have none, for most of their time. */
    private void forgetIfEmpty() {
        if (open.isEmpty()) {
            open = List.of();
        }
    }
}
