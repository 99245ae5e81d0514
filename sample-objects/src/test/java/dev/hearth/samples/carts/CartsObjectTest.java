package dev.hearth.samples.carts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class CartsObjectTest {

    private static final Item TEA = new Item("tea", 2, 450);
    private static final Item CUP = new Item("cup", 1, 1_200);

    private final Carts carts = new CartsObject();

    @Test
    void eachCartIsAnotherOne() throws Exception {
        Cart mine = carts.take();
        Cart yours = carts.take();
        mine.add(TEA);

        assertThat(mine.items()).containsExactly(TEA);
        assertThat(yours.items()).isEmpty();
    }

    @Test
    void addsUp() throws Exception {
        Cart cart = carts.take();
        cart.add(TEA);
        cart.add(CUP);

        assertThat(cart.total()).isEqualTo(2_100);
    }

    @Test
    void takesOverWhatAnotherHoldsEvenItself() throws Exception {
        Cart cart = carts.take();
        cart.add(TEA);

        cart.addAll(cart);

        assertThat(cart.items()).containsExactly(TEA, TEA);
    }

    @Test
    void holdsNoMoreThanItsLimit() throws Exception {
        Cart cart = carts.take();
        for (int i = 0; i < CartObject.MAX_ITEMS; i++) {
            cart.add(TEA);
        }

        assertThatIllegalStateException().isThrownBy(() -> cart.add(TEA)).withMessageContaining("full");
    }
}
