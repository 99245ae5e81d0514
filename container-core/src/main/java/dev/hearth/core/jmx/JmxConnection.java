package dev.hearth.core.jmx;

import dev.hearth.api.OnDestroy;
import java.io.IOException;
import java.rmi.MarshalledObject;
import java.util.Map;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import javax.management.remote.rmi.RMIConnectionImpl;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection; an object without a name.
 *
 * <p>Makes no MBeans: a client could have code of its own loaded through one.
 */
final class JmxConnection extends RMIConnectionImpl {

    private static final ClassLoader VALUES = ClassLoader.getPlatformClassLoader();

    JmxConnection(JmxServer server, String connectionId, @Nullable Subject subject, Map<String, ?> environment) {
        super(server, connectionId, VALUES, subject, environment);
    }

    /** Nobody holds it any more. */
    @OnDestroy
    void letGo() throws IOException {
        close();
    }

    private static SecurityException refusal() {
        return new SecurityException("MBeans are not made through this connection");
    }

    @Override
    public ObjectInstance createMBean(String className, ObjectName name, Subject delegate) {
        throw refusal();
    }

    @Override
    public ObjectInstance createMBean(String className, ObjectName name, ObjectName loader, Subject delegate) {
        throw refusal();
    }

    @Override
    public ObjectInstance createMBean(
            String className,
            ObjectName name,
            @SuppressWarnings("rawtypes") MarshalledObject parameters,
            String[] signature,
            Subject delegate) {
        throw refusal();
    }

    @Override
    public ObjectInstance createMBean(
            String className,
            ObjectName name,
            ObjectName loader,
            @SuppressWarnings("rawtypes") MarshalledObject parameters,
            String[] signature,
            Subject delegate) {
        throw refusal();
    }
}
