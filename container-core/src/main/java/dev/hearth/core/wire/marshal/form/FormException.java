package dev.hearth.core.wire.marshal.form;

import java.io.IOException;

/** What a stream holds has a form that is not read; the message says what it is, such as {@code a lambda}. */
public final class FormException extends IOException {

    private static final long serialVersionUID = 1;

    FormException(String what) {
        super(what);
    }
}
