package kits;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.api.ObjectContext;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

public final class KitObject implements Kit {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ObjectContext context;

    public KitObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public String json() {
        try {
            return new ObjectMapper().writeValueAsString(List.of(1, 2));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public String origins() {
        LoggerFactory.getLogger(KitObject.class).error("a line of a guest");
        return own(ObjectMapper.class) + " " + own(LoggerFactory.getILoggerFactory().getClass());
    }

    private static String own(Class<?> type) {
        return type.getName() + (type.getClassLoader() == KitObject.class.getClassLoader() ? " is own" : " is foreign");
    }

    @Override
    public String seen(String className) {
        String file = className.replace('.', '/') + ".class";
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return found(className, KitObject.class.getClassLoader())
                + " " + found(className, loader)
                + " " + (KitObject.class.getResource("/" + file) == null ? "no" : "yes")
                + " " + (loader.getResource(file) == null ? "no" : "yes")
                + " " + inCommonPool(className);
    }

    private static String inCommonPool(String className) {
        CompletableFuture<String> found = new CompletableFuture<>(); // whose waiting does none of the pool's work
        ForkJoinPool.commonPool()
                .execute(() -> found.complete(found(className, Thread.currentThread().getContextClassLoader())));
        return found.join();
    }

    private static String found(String className, ClassLoader loader) {
        try {
            Class.forName(className, false, loader);
            return "yes";
        } catch (ClassNotFoundException absent) {
            return "no";
        }
    }

    @Override
    public int count() {
        return COUNT.incrementAndGet();
    }

    @Override
    public Answer answer(Wish wish) {
        return new Answer(context.name() + " heard " + wish.words + " of a " + own(wish.getClass()));
    }

    @Override
    public String ask(String other, String wish) throws RemoteException {
        try {
            Answer answer = context.lookup(other, Kit.class).answer(new Wish(Arrays.asList(wish.split(","))));
            return answer.text + ", and its answer " + own(answer.getClass());
        } catch (NotBoundException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
