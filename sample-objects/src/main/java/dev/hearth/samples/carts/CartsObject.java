package dev.hearth.samples.carts;

import dev.hearth.api.HostedObject;

/**
 * A factory: what it returns is hosted too, because it is a {@link java.rmi.Remote}.
 *
 * <p>There is nothing to export or to name. The client gets a stub; when it lets go of it, or dies, the cart ends.
 */
@HostedObject(name = "carts")
public final class CartsObject implements Carts {

    @Override
    public Cart take() {
        return new CartObject();
    }
}
