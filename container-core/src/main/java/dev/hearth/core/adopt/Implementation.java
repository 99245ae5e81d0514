package dev.hearth.core.adopt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class whose objects clients can call.
 *
 * @param base what it extends to be remote, by its simple name; empty if it only implements an interface
 * @param interfaces the remote interfaces
 * @param bindings where code binds its objects, one for each name
 * @param makers the classes that make objects of it, other than itself
 * @param construction how Hearth can make one, as the first binding has it
 */
public record Implementation(
        String className,
        String base,
        List<String> interfaces,
        List<Binding> bindings,
        List<String> makers,
        Construction construction) {

    /**
     * A name that code gives to an object of the class.
     *
     * @param place where it does so
     * @param construction how the object is made that gets this name
     */
    public record Binding(String name, Place place, Construction construction) {}

    /**
     * A way to make an object.
     *
     * @param arguments texts, numbers and truth values; null is what has to be said by somebody who knows
     * @param constructor as a source would say it
     * @param possible whether the constructor takes nothing but what a descriptor can say
     * @param certain whether this is the constructor that the code itself calls, or the only one
     */
    public record Construction(
            List<@Nullable Object> arguments, String constructor, boolean possible, boolean certain) {

        boolean isComplete() {
            return possible && !arguments.contains(null);
        }

        /** What is left of it where another place makes the object in its own way. */
        Construction orAs(Construction other) {
            if (equals(other)) {
                return this;
            }
            boolean same = constructor.equals(other.constructor);
            List<@Nullable Object> common = new ArrayList<>(arguments);
            common.replaceAll(argument -> null);
            for (int i = 0; same && i < arguments.size(); i++) {
                Object argument = arguments.get(i);
                common.set(i, argument != null && argument.equals(other.arguments.get(i)) ? argument : null);
            }
            return new Construction(common, constructor, possible && other.possible, certain && same);
        }
    }

    /** What code binds its objects under. */
    public List<String> names() {
        return bindings.stream().map(Binding::name).toList();
    }
}
