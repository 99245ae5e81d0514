package dev.hearth.api.hook;

/** What a {@code translate} hook sees. */
public interface TranslateCall extends Call {

    /** Leads the call to another object. The name is taken as a client would look it up. Answer {@link Answer#OK} then. */
    void translateTo(String name);
}
