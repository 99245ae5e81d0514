package dev.hearth.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodTableTest {

    interface Several extends Remote {
        void a() throws RemoteException;

        int b(int one) throws RemoteException;

        String b(String one) throws RemoteException;

        long c(long one, Object[] two) throws RemoteException;

        void d(List<String> one) throws RemoteException;
    }

    private abstract static class Servant implements Several {}

    private static List<HostedMethod> methods() {
        Deployment deployment =
                new Deployment("test", Several.class.getClassLoader(), name -> false, Map.of(), Threading.POOLED);
        HostedType.Traits traits = new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false);
        return new ArrayList<>(HostedType.of("several", deployment, Servant.class, traits, context -> "none")
                .methods());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5})
    void findsEachMethodByItsNumberAndNothingElse(int count) {
        List<HostedMethod> all = methods();
        List<HostedMethod> some = all.subList(0, count);
        MethodTable table = new MethodTable(some);
        assertThat(table.all()).containsExactlyElementsOf(some);
        for (HostedMethod each : all) {
            assertThat(table.get(each.hash())).isSameAs(some.contains(each) ? each : null);
        }
        Random random = new Random(count);
        for (int i = 0; i < 10_000; i++) {
            assertThat(table.get(random.nextLong())).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 8, 1L << 40})
    void numbersOfOnePlaceDoNotHideEachOther(long distance) {
        List<HostedMethod> all = methods();
        MethodTable table = new MethodTable(all);
        for (HostedMethod each : all) {
            assertThat(table.get(each.hash())).isSameAs(each);
            assertThat(table.get(each.hash() + distance)).isNull();
        }
    }
}
