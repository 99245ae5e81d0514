package dev.hearth.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same modules always run in the same order, and never against what they ask for. */
class HookOrderPropertyTest {

    private record Wish(String module, Order order, List<String> before, List<String> after) {

        HookModule asModule() {
            return named(module, hooks -> {
                Place place = hooks.access(call -> Answer.OK).order(order);
                place.before(before.toArray(String[]::new)).after(after.toArray(String[]::new));
            });
        }
    }

    private static HookModule named(String name, Consumer<Hooks> register) {
        return new HookModule() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void register(Hooks hooks, ModuleConfig config) {
                register.accept(hooks);
            }
        };
    }

    private static HookTable table(List<HookModule> modules) {
        return HookTable.of(modules.stream()
                .map(each -> ModuleHooks.of(each, new NoSettings()))
                .toList());
    }

    private static List<String> order(List<HookModule> modules) {
        return table(modules).rows().stream().map(HookTable.Row::module).toList();
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** Wishes without a circle: each points from a lower number to a higher one. */
    private static List<Wish> wishes(Random random) {
        int count = 2 + random.nextInt(10);
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranks.add(i);
        }
        Collections.shuffle(ranks, random);
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> before = new ArrayList<>();
            List<String> after = new ArrayList<>();
            for (int other = 0; other < count; other++) {
                if (other != i && random.nextInt(6) == 0) {
                    (ranks.get(i) < ranks.get(other) ? before : after).add("m" + other);
                }
            }
            wishes.add(new Wish("m" + i, Order.values()[random.nextInt(Order.values().length)], before, after));
        }
        return wishes;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderOfRegistrationGivesTheSameOrderAndAllWishesHold(long seed) {
        Random random = new Random(seed);
        List<Wish> wishes = wishes(random);
        List<HookModule> modules =
                new ArrayList<>(wishes.stream().map(Wish::asModule).toList());
        List<String> first = order(modules);
        Map<String, Integer> at = new HashMap<>();
        first.forEach(name -> at.put(name, at.size()));
        for (Wish wish : wishes) {
            wish.before().forEach(other -> assertThat(at.get(wish.module())).isLessThan(at.get(other)));
            wish.after().forEach(other -> assertThat(at.get(wish.module())).isGreaterThan(at.get(other)));
        }
        for (int i = 0; i < 4; i++) {
            Collections.shuffle(modules, random);
            assertThat(order(modules)).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCircleIsReportedWithItsPathInAnyOrderOfRegistration(long seed) {
        Random random = new Random(seed);
        List<Wish> wishes = new ArrayList<>(wishes(random));
        int length = 2 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            wishes.add(new Wish("c" + i, Order.MIDDLE, List.of("c" + (i + 1) % length), List.of()));
        }
        List<HookModule> modules =
                new ArrayList<>(wishes.stream().map(Wish::asModule).toList());
        String message = circleOf(modules);
        assertThat(message).contains("c0 before c1").contains(" in a circle");
        Collections.shuffle(modules, random);
        assertThat(circleOf(modules)).isEqualTo(message);
    }

    /** Any wishes, with circles or without: either all hold, or the path that is printed is one of them, back to its start. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theCircleThatIsReportedIsOne(long seed) {
        Random random = new Random(seed);
        int count = 2 + random.nextInt(8);
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> before = new ArrayList<>();
            List<String> after = new ArrayList<>();
            for (int other = 0; other < count; other++) {
                if (other != i && random.nextInt(4) == 0) {
                    (random.nextBoolean() ? before : after).add("m" + other);
                }
            }
            wishes.add(new Wish("m" + i, Order.values()[random.nextInt(Order.values().length)], before, after));
        }
        Set<List<String>> wanted = new HashSet<>();
        for (Wish wish : wishes) {
            wish.before().forEach(other -> wanted.add(List.of(wish.module(), other)));
            wish.after().forEach(other -> wanted.add(List.of(other, wish.module())));
        }
        List<HookModule> modules = wishes.stream().map(Wish::asModule).toList();
        try {
            List<String> order = order(modules);
            wanted.forEach(pair -> assertThat(order.indexOf(pair.get(0))).isLessThan(order.indexOf(pair.get(1))));
        } catch (HookOrderException refused) {
            String message = refused.getMessage();
            String[] path = message.substring(message.indexOf("circle: ") + 8, message.lastIndexOf(": "))
                    .split(" before ");
            assertThat(path).hasSizeGreaterThan(2);
            assertThat(path[path.length - 1]).isEqualTo(path[0]);
            for (int i = 1; i < path.length; i++) {
                assertThat(wanted).as(message).contains(List.of(path[i - 1], path[i]));
            }
        }
    }

    private static String circleOf(List<HookModule> modules) {
        try {
            return "no circle: " + order(modules);
        } catch (HookOrderException circle) {
            return circle.getMessage();
        }
    }

    @Test
    void withoutWishesTheConstantsDecideThenNamesThenRegistration() {
        HookModule b = named("b", hooks -> {
            hooks.access(call -> Answer.OK).order(Order.LAST);
            hooks.access(call -> Answer.OK).order(Order.REALLY_FIRST);
        });
        HookModule a = named("a", hooks -> {
            hooks.access(call -> Answer.OK).order(Order.MIDDLE);
            hooks.access(call -> Answer.OK).order(Order.LAST);
        });
        List<String> rows = table(List.of(b, a)).rows().stream()
                .map(row -> row.module() + " " + row.order())
                .toList();
        assertThat(rows).containsExactly("b REALLY_FIRST", "a MIDDLE", "a LAST", "b LAST");
    }

    @Test
    void phasesThatRunInReverseAreShownAsTheyRunWithTheReason() {
        List<HookModule> modules = List.of(
                named("a", hooks -> {
                    hooks.reply(call -> Answer.OK);
                    hooks.log(call -> {});
                    hooks.stop(server -> {});
                }),
                named("b", hooks -> {
                    hooks.reply(call -> Answer.OK).after("a");
                    hooks.log(call -> {});
                    hooks.stop(server -> {});
                }));
        List<String> rows = table(modules).rows().stream()
                .map(row -> row.phase() + " " + row.module() + ": " + row.why())
                .toList();
        assertThat(rows)
                .containsExactly(
                        "REPLY b: this phase runs in reverse; after a",
                        "REPLY a: this phase runs in reverse; b wants to be after it",
                        "LOG a: ",
                        "LOG b: ",
                        "STOP b: this phase runs in reverse",
                        "STOP a: this phase runs in reverse");
    }

    @Test
    void wishesWinOverTheConstants() {
        HookModule last = named(
                "last",
                hooks ->
                        hooks.access(call -> Answer.OK).order(Order.REALLY_LAST).before("first"));
        HookModule first =
                named("first", hooks -> hooks.access(call -> Answer.OK).order(Order.REALLY_FIRST));
        assertThat(order(List.of(first, last))).containsExactly("last", "first");
    }

    @Test
    void aModuleThatIsNotThereIsReportedUnlessItMayBeMissing() {
        HookModule needs =
                named("needs", hooks -> hooks.access(call -> Answer.OK).after("absent"));
        assertThatThrownBy(() -> order(List.of(needs)))
                .isInstanceOf(HookOrderException.class)
                .hasMessageContaining("needs")
                .hasMessageContaining("absent");
        HookModule asks = named("asks", hooks -> hooks.access(call -> Answer.OK).afterIfPresent("absent"));
        assertThat(order(List.of(asks))).containsExactly("asks");
    }

    @Test
    void aModuleWithoutHooksIsThere() {
        HookModule silent = named("silent", hooks -> {});
        HookModule needs =
                named("needs", hooks -> hooks.access(call -> Answer.OK).after("silent"));
        assertThat(order(List.of(needs, silent))).containsExactly("needs");
    }

    @Test
    void twoModulesOfOneNameAreReported() {
        assertThatThrownBy(() -> order(List.of(named("twin", hooks -> {}), named("twin", hooks -> {}))))
                .isInstanceOf(HookOrderException.class)
                .hasMessageContaining("twin");
    }
}
