package dev.hearth.core.adapter;

/** The names that were given to objects from outside: who keeps them holds transient objects, and hears when objects end. */
public interface BoundNames {

    /** No names at all. */
    BoundNames NONE = new BoundNames() {
        @Override
        public boolean holds(long number) {
            return false;
        }

        @Override
        public void ended(long number) {}

        @Override
        public void withdrawn(String type) {}
    };

    /** Whether the object of this number has a name, and so does not end by itself. Must not block. */
    boolean holds(long number);

    /** The object of this number has ended. */
    void ended(long number);

    /** The type of this name is not deployed any more, and its objects can't be called. */
    void withdrawn(String type);
}
