package dev.hearth.core.server;

import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.cli.LaunchException;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.deploy.Deployer;
import java.net.BindException;
import java.util.List;

/** What is said at the start: that it takes calls, or why it can't. */
final class Launching {

    private static final int MOST_NAMES = 12;

    private Launching() {}

    static String readyLine(HearthConfig config, int port, ObjectAdapter adapter, Deployer deployer) {
        List<String> names = adapter.types().stream()
                .map(HostedType::name)
                .filter(name -> !name.equals(WellKnown.REGISTRY_NAME) && !name.equals(WellKnown.LOGIN_NAME))
                .toList();
        String address = config.host() + ":" + port;
        int deployments = deployer.deployments().size();
        String counted = deployments + (deployments == 1 ? " deployment" : " deployments") + " in " + config.deploy()
                + (deployer.idle().isEmpty() ? "" : "; not deployed: " + some(deployer.idle()));
        if (names.isEmpty()) {
            boolean empty = deployments == 0 && deployer.idle().isEmpty();
            return "Hearth is ready on " + address + "; "
                    + (empty ? "nothing is deployed yet: put a JAR into " + config.deploy() : counted);
        }
        return "Hearth is ready on " + address + ": " + some(names) + " (" + counted + "); look one up with "
                + lookup(config, port, names.get(0));
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (names.size() > MOST_NAMES ? ", …" : "");
    }

    private static String lookup(HearthConfig config, int port, String name) {
        return config.tls().enabled()
                ? "LocateRegistry.getRegistry(\"" + config.host() + "\", " + port
                        + ", new SslRMIClientSocketFactory()).lookup(\"" + name + "\")"
                : "Naming.lookup(\"rmi://" + config.host() + ":" + port + "/" + name + "\")";
    }

    static LaunchException refused(HearthConfig config, Exception failed) {
        LaunchException refused = failed instanceof BindException
                ? new LaunchException(
                        String.valueOf(failed.getMessage()),
                        "end what uses the port, or choose another with --port N (the admin port: --admin.port N)")
                : new LaunchException(
                        "the container can't start: " + failed.getMessage(),
                        "the data folder is " + config.data().toAbsolutePath().normalize() + ", the deploy folder "
                                + config.deploy().toAbsolutePath().normalize());
        refused.initCause(failed);
        return refused;
    }
}
