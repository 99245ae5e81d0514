package dev.hearth.core.wire.jrmp;

import java.io.IOException;

/** A peer does not speak JRMP, or not as it must. The message is for the log. */
final class BadPeerException extends IOException {

    private static final long serialVersionUID = 1L;

    BadPeerException(String message) {
        super(message);
    }
}
