package dev.hearth.samples.demo;

import dev.hearth.samples.carts.Cart;
import dev.hearth.samples.carts.Carts;
import dev.hearth.samples.carts.Item;
import java.rmi.NoSuchObjectException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anonymous objects. */
final class CartsScene implements Scene {

    private static final Item TEA = new Item("tea", 2, 450);
    private static final Item CUP = new Item("cup", 1, 1_200);

    private final Carts carts;
    private @Nullable Cart mine;

    CartsScene(Server server) throws Exception {
        carts = server.find("carts", Carts.class);
    }

    @Override
    public String title() {
        return "carts: anonymous objects that a method returns";
    }

    @Override
    public void before(Report report) throws Exception {
        Cart cart = carts.take();
        Cart other = carts.take();
        cart.add(TEA);
        other.add(CUP);
        report.same(
                "two carts are two objects", List.of(List.of(TEA), List.of(CUP)), List.of(cart.items(), other.items()));
        cart.addAll(other);
        report.same("a stub passed back is the object itself", List.of(TEA, CUP), cart.items());
        report.same("the server adds up", 2_100L, cart.total());
        mine = cart;
    }

    @Override
    public void after(Report report) throws Exception {
        Cart gone = mine;
        if (gone != null) {
            report.fails("an anonymous object has ended with its server", NoSuchObjectException.class, gone::total);
        }
        report.same("the factory's old stub makes new ones", 0L, carts.take().total());
    }
}
