package dev.hearth.core.server;

import dev.hearth.api.hook.Peer;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.identity.LoginCall;
import dev.hearth.core.identity.LoginServant;
import dev.hearth.core.identity.LoginSettings;
import dev.hearth.core.identity.Logins;
import dev.hearth.core.store.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.rmi.registry.Registry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings logging in together with the rest: its settings, its calls, and the registry that its callers get. */
final class Identity {

    static final String MODULE = "login";

    /** The only setting that a reload applies. */
    private static final String REQUIRED = "required";

    private Identity() {}

    /** Whether somebody could log in. */
    static boolean configured(HearthConfig config) {
        return config.modules().getOrDefault(MODULE, Map.of()).containsKey(LoginSettings.USERS);
    }

    /** What the module is told when the configuration has changed: the rest is read at the start. */
    static Map<String, Object> reloaded(HearthConfig started, HearthConfig changed) {
        Map<String, Object> said = new HashMap<>(started.modules().getOrDefault(MODULE, Map.of()));
        said.remove(REQUIRED);
        Object required = changed.modules().getOrDefault(MODULE, Map.of()).get(REQUIRED);
        if (required != null) {
            said.put(REQUIRED, required);
        }
        return said;
    }

    /** Whether a change of this key holds after a restart only. */
    static boolean readAtTheStart(String key) {
        String prefix = "modules." + MODULE + ".";
        return key.startsWith(prefix) && !key.equals(prefix + REQUIRED);
    }

    static LoginSettings settings(HearthConfig config, Path data) {
        return LoginSettings.of(
                ModuleSettings.of(MODULE, config.modules().getOrDefault(MODULE, Map.of()), List.of()), data);
    }

    /** Users and sessions, where the module is configured. */
    static Optional<Logins> open(HearthConfig config, DataFolder folder, Logins.NumberSource numbers)
            throws IOException {
        return configured(config)
                ? Optional.of(Logins.open(settings(config, folder.path()), folder.path(), folder.secret(), numbers))
                : Optional.empty();
    }

    /** What answers as the object by which callers get in. */
    static LoginServant servant(Logins logins, ObjectAdapter adapter) {
        return new LoginServant(logins, Current::new, () -> (Registry) adapter.referenceTo(WellKnown.REGISTRY));
    }

    /** The call on this thread. */
    private static final class Current implements LoginCall {

        private final CallScope scope;

        Current() {
            CallScope current = CallScope.current();
            if (current == null) {
                throw new IllegalStateException("login is called on a thread that runs no call");
            }
            scope = current;
        }

        @Override
        public Peer peer() {
            return scope.incoming().peer();
        }

        @Override
        public boolean secure() {
            return scope.incoming().secure();
        }

        @Override
        public boolean fromClient() {
            return scope.incoming().answersWithStubs();
        }

        @Override
        public int session() {
            return scope.incoming().session();
        }

        @Override
        public void answerIn(int session) {
            scope.incoming().answerIn(session);
        }
    }
}
