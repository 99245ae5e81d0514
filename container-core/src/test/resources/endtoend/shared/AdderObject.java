package shared;

import dev.hearth.api.HostedObject;
import java.util.List;

@HostedObject(name = "adder")
public final class AdderObject implements Adder {
    @Override
    public long add(List<Long> numbers) {
        long sum = numbers.stream().mapToLong(Long::longValue).sum();
        numbers.clear();
        return sum;
    }
}
