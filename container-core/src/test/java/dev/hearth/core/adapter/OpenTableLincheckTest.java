package dev.hearth.core.adapter;

import dev.hearth.core.testing.Interleavings;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A table in which all elements lie behind one another: who looks without a lock misses none that stays. */
@Param(name = "key", gen = IntGen.class, conf = "1:4")
public class OpenTableLincheckTest {

    private record Element(int key, int version) {}

    private static final class Table extends OpenTable<Element> {

        @Override
        long hashed(Element element) {
            return 1;
        }

        @Override
        boolean sameKey(Element one, Element other) {
            return one.key() == other.key();
        }

        @Nullable
        Element get(int key) {
            return find(1, element -> element.key() == key);
        }
    }

    private final Table table = new Table();

    private static int version(@Nullable Element element) {
        return element == null ? 0 : element.version();
    }

    @Operation
    public int find(@Param(name = "key") int key) {
        return version(table.get(key));
    }

    @Operation
    public int putIfAbsent(@Param(name = "key") int key) {
        return version(table.putIfAbsent(new Element(key, 1)));
    }

    @Operation
    public void put(@Param(name = "key") int key) {
        table.put(new Element(key, 2));
    }

    @Operation
    public boolean remove(@Param(name = "key") int key) {
        Element present = table.get(key);
        if (present != null) {
            table.remove(present);
        }
        return true;
    }

    @Operation
    public int size() {
        return table.size();
    }

    @Test
    @Timeout(3_600)
    void tableLooksTheSameAsOneAfterTheOther() {
        Interleavings.ofThreeThreads().check(getClass());
    }
}
