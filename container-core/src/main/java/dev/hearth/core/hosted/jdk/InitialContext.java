package dev.hearth.core.hosted.jdk;

import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.HostedJvm;
import dev.hearth.core.hosted.RegistryContext;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@link javax.naming.InitialContext}: names that begin with {@code rmi:} and the JDK's provider for the RMI
 * registry lead to the registries that hosted code reaches; everything else is the JDK's.
 */
@SuppressWarnings({
    "JdkObsolete", // the environment's type in the original
    "BanJNDI" // what hosted code looks up is its own affair
})
public class InitialContext extends javax.naming.InitialContext {

    private static final String RMI_PROVIDER = "com.sun.jndi.rmi.registry.RegistryContextFactory";

    private Class<?> maker = HostedCode.class;

    protected InitialContext(boolean lazy) throws NamingException {
        super(true);
        maker = HostedCode.caller();
        if (!lazy) {
            init(HostedJvm.naming(null, maker));
        }
    }

    public InitialContext() throws NamingException {
        super(true);
        maker = HostedCode.caller();
        init(HostedJvm.naming(null, maker));
    }

    public InitialContext(@Nullable Hashtable<?, ?> environment) throws NamingException {
        super(true);
        maker = HostedCode.caller();
        init(HostedJvm.naming(environment, maker));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as the original
    public static <T> T doLookup(Name name) throws NamingException {
        return InitialContext.<T>found(new InitialContext().lookup(name));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as the original
    public static <T> T doLookup(String name) throws NamingException {
        return InitialContext.<T>found(new InitialContext().lookup(name));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the original
    private static <T> T found(Object found) {
        return (T) found;
    }

    @Override
    protected Context getDefaultInitCtx() throws NamingException {
        if (!RMI_PROVIDER.equals(myProps.get(Context.INITIAL_CONTEXT_FACTORY))) {
            return super.getDefaultInitCtx();
        }
        if (!gotDefault) {
            Object provider = myProps.get(Context.PROVIDER_URL);
            defaultInitCtx = RegistryContext.at(provider == null ? "rmi:" : provider.toString(), myProps, maker);
            gotDefault = true;
        }
        return defaultInitCtx;
    }

    @Override
    protected Context getURLOrDefaultInitCtx(String name) throws NamingException {
        return RegistryContext.isUrl(name)
                ? RegistryContext.ofUrls(myProps, maker)
                : super.getURLOrDefaultInitCtx(name);
    }

    @Override
    protected Context getURLOrDefaultInitCtx(Name name) throws NamingException {
        return !name.isEmpty() && RegistryContext.isUrl(name.get(0))
                ? RegistryContext.ofUrls(myProps, maker)
                : super.getURLOrDefaultInitCtx(name);
    }
}
