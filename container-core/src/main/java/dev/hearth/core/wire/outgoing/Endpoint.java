package dev.hearth.core.wire.outgoing;

import dev.hearth.core.wire.marshal.StubAddress;

/** Where connections go. */
record Endpoint(String host, int port, boolean secure) {

    static Endpoint of(StubAddress address) {
        return new Endpoint(address.host(), address.port(), address.secure());
    }

    @Override
    public String toString() {
        return host + ":" + port + (secure ? " (TLS)" : "");
    }
}
