package dev.hearth.core.modules.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TypeTableTest {

    private final TypeTable<String> table =
            new TypeTable<>(List.of("accounts", "shop/carts", "a"), Function.identity(), "none");

    @Test
    void anObjectBelongsToTheTypeItsNameBeginsWith() {
        assertThat(table.of("accounts")).isEqualTo("accounts");
        assertThat(table.of("accounts/alice/1")).isEqualTo("accounts");
        assertThat(table.of("shop/carts/~17")).isEqualTo("shop/carts");
        assertThat(table.of("a/accounts")).isEqualTo("a");
    }

    @Test
    void whatIsNoTypesIsTheOthers() {
        assertThat(List.of("account", "accountss/x", "shop", "shop/cart", "", "-", "b/a"))
                .allSatisfy(name -> assertThat(table.of(name)).isEqualTo("none"));
    }

    @Test
    void manyTypesAreAllFound() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(i % 3 == 0 ? "t" + i : "group" + i % 7 + "/t" + i);
        }
        TypeTable<String> large = new TypeTable<>(many, Function.identity(), "none");

        assertThat(many)
                .allSatisfy(name -> assertThat(large.of(name + "/key/x")).isEqualTo(name));
    }
}
