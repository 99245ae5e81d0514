package dev.hearth.core.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Wraps a source of connections whose commits fail on demand, before or after they have happened. */
final class DoubtfulCommits {

    /** What the next commit does; the one after it is ordinary again. */
    enum Next {
        ORDINARY,
        LOST_BEFORE,
        LOST_AFTER
    }

    volatile Next next = Next.ORDINARY;

    DataSource wrap(DataSource real) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = method.invoke(real, arguments);
            return result instanceof Connection connection ? wrap(connection) : result;
        });
    }

    private Connection wrap(Connection real) {
        return proxy(Connection.class, (method, arguments) -> {
            Next now = method.getName().equals("commit") ? next : Next.ORDINARY;
            if (now == Next.LOST_BEFORE) {
                next = Next.ORDINARY;
                throw new SQLException("connection lost", "08006");
            }
            Object result = method.invoke(real, arguments);
            if (now == Next.LOST_AFTER) {
                next = Next.ORDINARY;
                throw new SQLException("connection lost", "08006");
            }
            return result;
        });
    }

    private interface Handler {
        Object invoke(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return handler.invoke(method, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
