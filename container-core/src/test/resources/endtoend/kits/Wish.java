package kits;

import java.io.Serializable;
import java.util.List;

public final class Wish implements Serializable {
    private static final long serialVersionUID = 1;

    public final List<String> words;

    public Wish(List<String> words) {
        this.words = words;
    }
}
