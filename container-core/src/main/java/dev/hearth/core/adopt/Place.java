package dev.hearth.core.adopt;

/**
 * Where something stands in the code.
 *
 * @param file the source's name; empty if the class file does not say it
 * @param line 0 if the class file has no line numbers
 */
public record Place(String className, String method, String file, int line) {

    /** As in a stack trace. */
    @Override
    public String toString() {
        String source = file.isEmpty() ? "" : line == 0 ? " (" + file + ")" : " (" + file + ":" + line + ")";
        return className + (method.isEmpty() ? "" : "." + method) + source;
    }
}
