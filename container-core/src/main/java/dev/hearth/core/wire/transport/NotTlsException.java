package dev.hearth.core.wire.transport;

import javax.net.ssl.SSLException;

/** The peer does not speak TLS, so it would not understand an alert either. */
public final class NotTlsException extends SSLException {

    private static final long serialVersionUID = 1;

    NotTlsException(String message) {
        super(message);
    }
}
