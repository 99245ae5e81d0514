package dev.hearth.core.identity;

import dev.hearth.api.Login;
import java.io.IOException;
import java.rmi.AccessException;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The servant of the object {@code login}.
 *
 * <p>Runs on the thread that brought the call, which it holds for the time that a comparison takes; how many do so at once
 * is bounded, and who comes beyond is turned away. Thread-safe.
 */
public final class LoginServant implements Login {

    private final Logins logins;
    private final Supplier<LoginCall> calls;
    private final RegistrySource registry;

    /** Where the registry comes from. */
    @FunctionalInterface
    public interface RegistrySource {
        /** What is written as a stub of the registry. */
        Registry get() throws RemoteException;
    }

    /** @param calls the call in progress on this thread */
    public LoginServant(Logins logins, Supplier<LoginCall> calls, RegistrySource registry) {
        this.logins = logins;
        this.calls = calls;
        this.registry = registry;
    }

    @Override
    public Registry login(@Nullable String user, char @Nullable [] password) throws RemoteException {
        char[] given = password == null ? new char[0] : password;
        try {
            LoginCall call = calls.get();
            requireFit(call);
            Registry result = registry.get();
            call.answerIn(logins.begin(user == null ? "" : user, given, call.peer()));
            return result;
        } catch (AccessException refused) {
            throw refused;
        } catch (IOException failed) {
            throw new RemoteException("HEARTH-LOGIN: no session can be begun: " + failed.getMessage());
        } finally {
            Arrays.fill(given, '\0');
        }
    }

    private static void requireFit(LoginCall call) throws AccessException {
        if (!call.fromClient()) {
            throw new AccessException("HEARTH-LOGIN: only a client over a connection can log in");
        }
        if (!call.secure() && !call.peer().loopback()) {
            throw new AccessException("HEARTH-LOGIN: passwords are taken over TLS only, or from this machine");
        }
    }

    @Override
    public void logout() throws RemoteException {
        int session = calls.get().session();
        Optional<LiveSession> ended = session == 0 ? Optional.empty() : logins.end(session);
        if (ended.isEmpty()) {
            throw new AccessException("HEARTH-LOGIN: this stub belongs to no session; look login up in the registry"
                    + " that its method login returned");
        }
    }
}
