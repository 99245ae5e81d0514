package kits;

import java.io.Serializable;

public final class Answer implements Serializable {
    private static final long serialVersionUID = 1;

    public final String text;

    public Answer(String text) {
        this.text = text;
    }
}
