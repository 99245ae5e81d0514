package office;

import dev.hearth.api.*;
import java.util.ArrayList;
import java.util.List;
import shared.Adder;

@HostedObject(name = "bookkeeper")
public final class BookkeeperObject implements Bookkeeper {
    private final ObjectContext context;

    BookkeeperObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public String book(long one, long other) throws Exception {
        List<Long> numbers = new ArrayList<>(List.of(one, other));
        long sum = context.lookup("adder", Adder.class).add(numbers);
        return sum + " of " + numbers.size();
    }
}
