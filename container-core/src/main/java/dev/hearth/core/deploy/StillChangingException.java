package dev.hearth.core.deploy;

import java.io.IOException;

/** Somebody wrote to a JAR while it was read: it is looked at again when it has settled. */
final class StillChangingException extends IOException {

    private static final long serialVersionUID = 1;

    StillChangingException(String label) {
        super(label + " was written to while it was read: try again when it is complete");
    }
}
