package dev.hearth.core.call;

/** Which object a call is for. */
public sealed interface Target {

    /** The object with this number; the session says as whom the caller acts, 0 for none. */
    record ById(long number, int session) implements Target {

        /** Without the session, which is its owner's secret. */
        @Override
        public String toString() {
            return "object " + number;
        }
    }

    /** The object of this name. */
    record ByName(String name) implements Target {}
}
