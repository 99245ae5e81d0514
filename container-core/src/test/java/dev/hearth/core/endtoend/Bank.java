package dev.hearth.core.endtoend;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Accounts, and a clerk who works with several: a deployment and its client. */
final class Bank {

    private static final String CLIENT = "bank.BankClient";

    private Bank() {}

    static Path deploy(Path deploy) {
        return Sources.jar(
                        deploy.resolve("bank.jar"),
                        "bank.Account",
                        "bank.AccountObject",
                        "bank.TooLittle",
                        "bank.Clerk",
                        "bank.ClerkObject")
                .make();
    }

    static Client client(Jdk jdk, Path folder, int port) throws IOException {
        Path jar = folder.resolve("bank-client.jar");
        if (!Files.exists(jar)) {
            Sources.client(jar, "bank.Account", "bank.TooLittle", "bank.Clerk", CLIENT);
        }
        return Client.start(jdk, jar, CLIENT, port);
    }
}
