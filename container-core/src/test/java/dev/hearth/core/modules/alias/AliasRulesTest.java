package dev.hearth.core.modules.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hearth.core.modules.Settings;
import dev.hearth.core.modules.alias.AliasRules.Other;
import dev.hearth.core.modules.alias.AliasRules.Refused;
import dev.hearth.core.modules.alias.AliasRules.Same;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasRulesTest {

    private static AliasRules rewrite(String... rules) {
        return AliasRules.of(new Settings(Map.of("rewrite", String.join(",", rules))));
    }

    private static String led(AliasRules rules, String name) {
        return rules.from(name) instanceof Other other ? other.name() : name;
    }

    @ParameterizedTest
    @CsvSource({
        "bank -> accounts/main, bank, accounts/main",
        "bank -> accounts/main, bank/x, bank/x",
        "old/** -> new/**, old/a/b, new/a/b",
        "old/** -> new/**, old, new",
        "old/** -> new/**, older/a, older/a",
        "shops/*/carts/* -> carts/*-*, shops/7/carts/x, carts/7-x",
        "shops/*/carts/* -> carts/$2/$1, shops/7/carts/x, carts/x/7",
        "konto-* -> accounts/*, konto-alice, accounts/alice",
        "konto-* -> accounts/*, konto-, konto-",
        "**/archive -> archived/**/x, a/b/archive, archived/a/b/x",
        "x-*/** -> y/$2/$1, x-a/b/c, y/b/c/a",
        "shops/* -> shops/main, shops/7, shops/main",
        "shops/* -> shops/main, shops/main, shops/main",
    })
    void namesAreRewritten(String rule, String name, String expected) {
        assertThat(led(rewrite(rule), name)).isEqualTo(expected);
    }

    @Test
    void whatOneRuleMakesIsReadByTheNext() {
        assertThat(led(rewrite("c -> d", "a -> b", "b -> c"), "a")).isEqualTo("d");
    }

    @Test
    void theFirstRuleThatFitsCounts() {
        assertThat(led(rewrite("a/x -> first", "a/* -> second"), "a/x")).isEqualTo("first");
    }

    @Test
    void goneAndMovedNamesAreRefusedWithAReason() {
        AliasRules rules = AliasRules.of(new Settings(
                Map.of("gone", "legacy/**", "moved", "konto -> accounts/main", "rewrite", "k -> konto,l -> legacy/x")));

        assertThat(rules.from("legacy/a")).isEqualTo(new Refused("legacy/a is gone"));
        assertThat(rules.from("konto")).isEqualTo(new Refused("konto has moved: its name is accounts/main now"));
        assertThat(rules.from("k")).isEqualTo(new Refused("k has moved: its name is accounts/main now"));
        assertThat(rules.from("l")).isEqualTo(new Refused("l is gone"));
        assertThat(rules.from("accounts/main")).isInstanceOf(Same.class);
    }

    @Test
    void movedNamesLeadToTheNewOnesIfSaidSo() {
        AliasRules rules =
                AliasRules.of(new Settings(Map.of("moved", "konto/** -> accounts/**", "follow-moved", "true")));

        assertThat(rules.from("konto/alice")).isEqualTo(new Other("accounts/alice"));
    }

    @Test
    void circlesAreRefusedWithTheirPath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rewrite("x -> a", "a -> b", "b -> c", "c -> a"))
                .withMessageContaining("'a -> b', then 'b -> c', then 'c -> a', then 'a -> b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rewrite("a/** -> a/b/**"))
                .withMessageContaining("'a/** -> a/b/**', then 'a/** -> a/b/**'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "-> b",
                "a ->",
                "a**/b -> c",
                "a/**/b/** -> c",
                "a*b*c -> d",
                "a//b -> c",
                "a -> b/*",
                "a -> **",
                "a/* -> b/$2",
                "a/** -> b-**"
            })
    void whatMakesNoSenseIsRefusedWithTheSetting(String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rewrite(rule))
                .withMessageStartingWith("modules.alias.rewrite: ");
    }

    /** Rules that are let in lead every name somewhere; the search for circles misses none. */
    @Test
    void noRulesThatAreLetInLeadInACircle() {
        Random random = new Random(7);
        int accepted = 0;
        for (int round = 0; round < 3_000; round++) {
            String[] rules = new String[1 + random.nextInt(4)];
            for (int i = 0; i < rules.length; i++) {
                rules[i] = name(random, true) + " -> " + name(random, false);
            }
            AliasRules read;
            try {
                read = rewrite(rules);
            } catch (IllegalArgumentException refused) {
                continue;
            }
            accepted++;
            for (int i = 0; i < 50; i++) {
                String name = name(random, true).replace("**", "a/b").replace("*", "b");
                assertThat(read.from(name)).as(List.of(rules) + " " + name).isNotNull();
            }
        }
        assertThat(accepted).isGreaterThan(300);
    }

    private static String name(Random random, boolean wildcards) {
        List<String> parts =
                wildcards ? List.of("a", "b", "a*", "*b", "*", "**") : List.of("a", "b", "ab", "$1", "a$1");
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            name.append(parts.get(random.nextInt(parts.size()))).append(i > 0 ? "/" : "");
        }
        return name.toString();
    }
}
