package alike;

/** A class that the client does not have. */
final class Lacking extends RuntimeException {
    Lacking(String message) {
        super(message);
    }
}
