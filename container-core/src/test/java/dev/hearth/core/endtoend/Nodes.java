package dev.hearth.core.endtoend;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Path;

/** Objects of all threading policies: a deployment and its client. */
final class Nodes {

    private static final String CLIENT = "nodes.NodesClient";

    private Nodes() {}

    static Path deploy(Path deploy) {
        return Sources.jar(deploy.resolve("nodes.jar"), "nodes.Node", "nodes.Hearer", "nodes.NodeObject")
                .make();
    }

    /** Compiled with the API, which the client lacks: it does not need the annotations. */
    static Client client(Jdk jdk, Path folder, int port) throws IOException {
        Path jar = folder.resolve("nodes-client.jar");
        Sources.client(jar, "nodes.Node", "nodes.Hearer", "nodes.Where", CLIENT);
        return Client.start(jdk, jar, CLIENT, port);
    }
}
