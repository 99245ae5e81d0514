package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.rmi.AccessException;
import java.rmi.NotBoundException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's own stubs against the endpoint. */
class JdkClientTest {

    private static WireFixture fixture(int resident) throws IOException {
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = resident;
        return new WireFixture(limits);
    }

    private static Registry registry(WireFixture wire) throws IOException {
        return LocateRegistry.getRegistry("127.0.0.1", wire.port());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void lookupAndCallsWork(int resident) throws Exception {
        try (WireFixture wire = fixture(resident)) {
            Calculator stub = (Calculator) registry(wire).lookup("calculator");

            for (int i = 1; i <= 1_000; i++) {
                assertThat(stub.add(1)).isEqualTo(i);
            }
            assertThat(stub.echo("grüß dich")).isEqualTo("grüß dich");
            assertThat(stub.bytes(new byte[1 << 20])).hasSize(1 << 20);
            assertThat(wire.leases.events).contains("leased 100");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void registryListsAndItsRefusalsArrive(int resident) throws Exception {
        try (WireFixture wire = fixture(resident)) {
            Registry registry = registry(wire);

            assertThat(registry.list()).containsExactly("calculator");
            assertThatThrownBy(() -> registry.lookup("nobody")).isInstanceOf(NotBoundException.class);
            assertThatThrownBy(() -> registry.unbind("calculator"))
                    .hasStackTraceContaining(AccessException.class.getName())
                    .hasStackTraceContaining("unbind is denied by a test");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void refusedCallsReachTheClientAsThemselves(int resident) throws Exception {
        try (WireFixture wire = fixture(resident)) {
            Calculator stub = (Calculator) registry(wire).lookup("calculator");
            wire.entry.refusal = Optional.of(new AccessException("denied by a test"));

            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> stub.bytes(new byte[100_000]))
                        .isInstanceOf(AccessException.class)
                        .hasMessage("denied by a test");
            }
            wire.entry.refusal = Optional.empty();
            assertThat(stub.add(1)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void manyThreadsCountRight(int resident) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(32);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (WireFixture wire = fixture(resident)) {
            wire.entry.dispatch = task -> {
                if (Thread.currentThread().getId() % 2 == 0) {
                    task.run();
                } else {
                    other.execute(task);
                }
            };
            Calculator stub = (Calculator) registry(wire).lookup("calculator");
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                done.add(callers.submit(() -> {
                    for (int call = 0; call < 200; call++) {
                        stub.add(1);
                    }
                    return "done";
                }));
            }
            for (Future<?> each : done) {
                each.get(60, TimeUnit.SECONDS);
            }
            assertThat(wire.calculator.sum()).isEqualTo(6_400);
        } finally {
            callers.shutdownNow();
            other.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void drainedClientFindsNobodyAndLosesNothing(int resident) throws Exception {
        try (WireFixture wire = fixture(resident)) {
            Calculator stub = (Calculator) registry(wire).lookup("calculator");
            assertThat(stub.add(1)).isEqualTo(1);

            assertThat(wire.endpoint.drain(Duration.ofSeconds(60))).isTrue();

            assertThatThrownBy(() -> stub.add(1)).isInstanceOf(java.rmi.RemoteException.class);
            assertThat(wire.calculator.sum()).isEqualTo(1);
            await().until(() -> wire.endpoint.connections() == 0);
        }
    }
}
