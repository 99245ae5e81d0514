package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.call.HostedLoader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose class loader a thread has in which tasks of several deployments run, one after the other and inside each other. */
class CommonPoolThreadsTest {

    private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

    private final ForkJoinPool pool = new ForkJoinPool(1, new CommonPoolThreads(), null, false);

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    /** Sets a context class loader if it is given one, goes on with what comes next, and says which it finds then. */
    public static final class Task implements UnaryOperator<Object> {

        @Override
        public @Nullable Object apply(@Nullable Object given) {
            Thread thread = Thread.currentThread();
            if (given instanceof ClassLoader loader) {
                thread.setContextClassLoader(loader);
            } else if (given instanceof Runnable next) {
                next.run();
            }
            return thread.getContextClassLoader();
        }
    }

    /** A deployment's, which has the class of the task for itself. */
    private static final class Guest extends ClassLoader implements HostedLoader {

        private @Nullable Object jvm;

        Guest() {
            super(CommonPoolThreadsTest.class.getClassLoader());
        }

        @SuppressWarnings("unchecked")
        UnaryOperator<Object> task() {
            String file = "/" + Task.class.getName().replace('.', '/') + ".class";
            try (InputStream in = Objects.requireNonNull(Task.class.getResourceAsStream(file))) {
                byte[] bytes = in.readAllBytes();
                Class<?> task = defineClass(Task.class.getName(), bytes, 0, bytes.length);
                return (UnaryOperator<Object>) task.getConstructor().newInstance();
            } catch (IOException | ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public String deployment() {
            return "guest";
        }

        @Override
        public List<String> classPath() {
            return List.of();
        }

        @Override
        public boolean shared() {
            return false;
        }

        @Override
        public synchronized Object jvm(Supplier<?> making) {
            jvm = jvm == null ? making.get() : jvm;
            return jvm;
        }
    }

    /** Runs in the pool's only thread; whoever waited by joining might run it itself. */
    private <T> T inThePool(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        pool.execute(() -> {
            try {
                done.complete(work.call());
            } catch (Exception failed) {
                done.completeExceptionally(failed);
            }
        });
        return done.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void aTaskHasThatOfItsDeploymentAndOthersHaveTheJdks() {
        Guest one = new Guest();
        Guest two = new Guest();
        UnaryOperator<Object> ofOne = one.task();
        UnaryOperator<Object> ofTwo = two.task();

        assertThat(inThePool(() -> ofOne.apply(""))).isSameAs(one);
        assertThat(inThePool(() -> ofTwo.apply(""))).isSameAs(two);
        assertThat(inThePool(() -> Thread.currentThread().getContextClassLoader()))
                .isSameAs(JDK);
        assertThat(inThePool(() -> ofOne.apply((Runnable) () -> ofTwo.apply(""))))
                .isSameAs(one);
    }

    @Test
    void whatATaskSetsCountsForItsDeploymentAlone() throws IOException {
        Guest one = new Guest();
        UnaryOperator<Object> ofOne = one.task();
        UnaryOperator<Object> ofTwo = new Guest().task();
        try (URLClassLoader other = new URLClassLoader(new URL[0], one);
                URLClassLoader another = new URLClassLoader(new URL[0], null)) {
            assertThat(inThePool(() -> ofOne.apply(other))).isSameAs(other);
            assertThat(inThePool(() -> ofTwo.apply(another))).isSameAs(another);
            assertThat(inThePool(() -> ofOne.apply((Runnable) () -> ofTwo.apply(another))))
                    .isSameAs(other);
            assertThat(inThePool(() -> Thread.currentThread().getContextClassLoader()))
                    .isSameAs(JDK);
            assertThat(inThePool(() -> ofOne.apply(one))).isSameAs(one);
        }
    }

    @Test
    void theThreadKeepsNoneOfThem() {
        WeakReference<ClassLoader> left = new WeakReference<>(used());
        await("its class loader goes").until(() -> {
            System.gc();
            return left.get() == null;
        });
    }

    private Guest used() {
        Guest guest = new Guest();
        UnaryOperator<Object> task = guest.task();
        assertThat(inThePool(() -> task.apply(new URLClassLoader(new URL[0], guest))))
                .isInstanceOf(URLClassLoader.class);
        inThePool(() -> "something else");
        return guest;
    }
}
