package dev.hearth.core.adopt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class whose objects clients can call.
 *
 * @param base what it extends to be remote, by its simple name; empty if it only implements an interface
 * @param interfaces the remote interfaces
 * @param names what code binds its objects under
 * @param bound where the first of these stands; null if nobody binds it
 * @param makers the classes that make objects of it, other than itself
 * @param construction how Hearth can make one
 */
public record Implementation(
        String className,
        String base,
        List<String> interfaces,
        List<String> names,
        @Nullable Place bound,
        List<String> makers,
        Construction construction) {

    /**
     * A way to make an object.
     *
     * @param arguments texts, numbers and truth values; null is what has to be said by somebody who knows
     * @param constructor as a source would say it
     * @param possible whether the constructor takes nothing but what a descriptor can say
     */
    public record Construction(List<@Nullable Object> arguments, String constructor, boolean possible) {

        boolean isComplete() {
            return possible && !arguments.contains(null);
        }
    }
}
