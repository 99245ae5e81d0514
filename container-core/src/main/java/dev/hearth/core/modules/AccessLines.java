package dev.hearth.core.modules;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns calls into lines of bytes, as an {@link AccessFormat} says.
 *
 * <p>A blank, a control character, one of the format's {@linkplain AccessFormat#marks marks} or anything else that is not
 * shown in a text is written as {@code \}{@code uXXXX}, so that no name can forge a field or a line; an empty text as {@code -}. A text is cut after {@link #MAX_TEXT}
 * characters. What changes rarely (the second, a connection's peer) is formatted once and copied.
 *
 * <p>Not thread-safe: the writer's own.
 */
final class AccessLines {

    static final int CAPACITY = 64 * 1024;
    static final int MAX_TEXT = 200;

    /** More than the longest field: an outcome with a text of escapes. */
    private static final int MAX_FIELD = MAX_TEXT * 6 + 32;

    /** More than the longest remark. */
    private static final int MAX_REMARK = 512;

    private static final int PEERS = 64;
    private static final String LOCAL = "local";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Map<Outcome.Kind, byte[]> KINDS = kinds();

    private final AccessFormat format;
    private final int maxLine;
    private final byte[] bytes = new byte[CAPACITY];
    private int length;
    private int lines;

    private long second = Long.MIN_VALUE;
    private byte[] secondText = new byte[0];
    private final @Nullable Peer[] peers = new Peer[PEERS];
    private final byte[][] peerTexts = new byte[PEERS][];

    AccessLines(AccessFormat format) {
        this.format = format;
        maxLine = format.longestLine(MAX_FIELD) + MAX_REMARK;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** How many lines there are, remarks not counted. */
    int lines() {
        return lines;
    }

    /** Whether another line may not fit. */
    boolean full() {
        return CAPACITY - length < maxLine;
    }

    void clear() {
        length = 0;
        lines = 0;
    }

    /**
     * Appends a call's line.
     *
     * @param epochMillis when the call arrived
     * @throws RuntimeException if no line can be made of it; nothing is appended then
     */
    void append(AccessRing.Slot call, long epochMillis) {
        int before = length;
        try {
            appendWhole(call, epochMillis);
        } catch (RuntimeException | Error unfit) {
            length = before;
            throw unfit;
        }
    }

    private void appendWhole(AccessRing.Slot call, long epochMillis) {
        for (AccessFormat.Piece piece : format.pieces()) {
            AccessFormat.Field field = piece.field();
            if (field == null) {
                copy(piece.text());
            } else {
                append(field, call, epochMillis);
            }
        }
        bytes[length++] = '\n';
        lines++;
    }

    private void append(AccessFormat.Field field, AccessRing.Slot call, long epochMillis) {
        switch (field) {
            case TIME -> time(epochMillis);
            case MILLIS -> number(Math.max(0, epochMillis));
            case CALL -> number(call.id);
            case PEER -> peer(call);
            case ADDRESS -> text(call.local ? LOCAL : call.peer.host());
            case OBJECT -> text(call.object);
            case METHOD -> text(call.method);
            case OUTCOME -> outcome(call.kind, call.error);
            case MICROS -> number(Math.max(0, call.elapsedNanos / 1_000));
            case PRINCIPAL -> text(call.principal);
        }
    }

    /** Appends a line that is no call: {@code #}, the time, and a text of our own. */
    void remark(long epochMillis, String text) {
        ascii("# ");
        time(epochMillis);
        blank();
        ascii(text);
        bytes[length++] = '\n';
    }

    private void time(long epochMillis) {
        long now = Math.floorDiv(epochMillis, 1_000);
        if (now != second) {
            String instant = Instant.ofEpochSecond(now).toString(); // ends with Z
            secondText = instant.substring(0, instant.length() - 1).getBytes(StandardCharsets.US_ASCII);
            second = now;
        }
        copy(secondText);
        int millis = (int) Math.floorMod(epochMillis, 1_000L);
        bytes[length++] = '.';
        bytes[length++] = (byte) ('0' + millis / 100);
        bytes[length++] = (byte) ('0' + millis / 10 % 10);
        bytes[length++] = (byte) ('0' + millis % 10);
        bytes[length++] = 'Z';
    }

    @SuppressWarnings("ReferenceEquality") // a cache of connections: two equal peers are two entries, and none is wrong
    private void peer(AccessRing.Slot call) {
        if (call.local) {
            ascii(LOCAL);
            return;
        }
        Peer peer = call.peer;
        int place = System.identityHashCode(peer) & (PEERS - 1);
        if (peers[place] != peer) {
            String host = peer.host();
            String shown = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + peer.port();
            peers[place] = peer;
            peerTexts[place] = shown.getBytes(StandardCharsets.US_ASCII);
        }
        copy(peerTexts[place]);
    }

    private void outcome(Outcome.Kind kind, @Nullable String error) {
        copy(Objects.requireNonNull(KINDS.get(kind), "kind"));
        if (error != null) {
            bytes[length++] = ':';
            text(error);
        }
    }

    private void number(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        length += digits;
        long rest = value;
        for (int at = length - 1; digits > 0; digits--, at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void text(String text) {
        if (text.isEmpty()) {
            bytes[length++] = '-';
            return;
        }
        int end = Math.min(text.length(), MAX_TEXT);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c > ' ' && c < 0x7f && format.marks().indexOf(c) < 0) {
                bytes[length++] = (byte) c;
            } else {
                unusual(c);
            }
        }
        if (end < text.length()) {
            ascii("...");
        }
    }

    /** Letters and digits of all languages as UTF-8; all else, halves of surrogate pairs too, as an escape. */
    private void unusual(char c) {
        if (c < 0x80 || !Character.isLetterOrDigit(c)) {
            bytes[length++] = '\\';
            bytes[length++] = 'u';
            for (int shift = 12; shift >= 0; shift -= 4) {
                bytes[length++] = HEX[c >> shift & 0xf];
            }
        } else {
            copy(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void blank() {
        bytes[length++] = ' ';
    }

    private void ascii(String text) {
        copy(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void copy(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private static Map<Outcome.Kind, byte[]> kinds() {
        Map<Outcome.Kind, byte[]> texts = new EnumMap<>(Outcome.Kind.class);
        for (Outcome.Kind kind : Outcome.Kind.values()) {
            String text = kind == Outcome.Kind.RESULT ? "ok" : kind.name().toLowerCase(Locale.ROOT);
            texts.put(kind, text.getBytes(StandardCharsets.US_ASCII));
        }
        return texts;
    }
}
