package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk is lost, and a backup is put in its place: stubs from before work again, and no number is given twice. */
@Timeout(180)
class BackupIT {

    @TempDir
    private Path folder;

    private static void lose(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static long number(Server server, String name) throws IOException {
        Matcher number = Pattern.compile("\"number\":(\\d+)")
                .matcher(server.store("show", name, "--json").out());
        assertThat(number.find()).as(name + " is stored").isTrue();
        return Long.parseLong(number.group(1));
    }

    @Test
    void afterTheLossOfTheDiskABackupBringsObjectsAndStubsBack() throws IOException {
        Bank.deploy(folder.resolve("deploy"));
        Path backup = folder.resolve("backup");
        Path stub = folder.resolve("stub.ser");
        Path unused = folder.resolve("unused.ser");
        try (Server server = Server.start(Jdks.own(), folder);
                Client client = Bank.client(Jdks.own(), folder, server.port())) {
            client.ask("deposit", "saved", 10);
            client.ask("write", "saved", stub);
            client.ask("write", "looked-up-only", unused);
            client.ask("keep", "saved");
            client.ask("keepClerk");

            Ran made = server.store("backup", backup.toString());
            assertThat(made.code()).as(made.err()).isZero();
            assertThat(made.out()).contains("1 object is in the backup " + backup);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                    .isEqualTo("rwx------");

            client.ask("deposit", "saved", 5);
            client.ask("deposit", "later", 77);
            client.ask("keep", "later");
            long later = number(server, "accounts/later");
            Ran again = server.store("backup", backup.toString());
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.err()).contains("is not empty").contains("a new or an empty one");
            Ran running = server.store("restore", backup.toString(), "--replace");
            assertThat(running.code()).isEqualTo(1);
            assertThat(running.err()).contains("is in use by another container (pid " + server.pid());

            server.kill();
            lose(server.data());
            Ran restored = server.store("restore", backup.toString());
            assertThat(restored.code()).as(restored.err()).isZero();
            server.again();

            assertThat(client.ask("keptBalance", "saved")).isEqualTo("10");
            assertThat(client.ask("depositToWritten", stub, 1)).isEqualTo("11");
            assertThat(client.ask("depositToWritten", unused, 3)).isEqualTo("3");
            client.ask("transferByKeptClerk", "saved", "looked-up-only", 1);
            assertThat(client.failure("keptBalance", "later")).startsWith("java.rmi.NoSuchObjectException");
            client.ask("deposit", "fresh", 1);
            long fresh = number(server, "accounts/fresh");
            assertThat(fresh).isGreaterThan(later + 1_000_000_000L);
            assertThat(client.failure("keptBalance", "later")).startsWith("java.rmi.NoSuchObjectException");

            server.kill();
            lose(server.data());
            assertThat(server.store("restore", backup.toString()).code()).isZero();
            server.again();
            client.ask("deposit", "fresher", 1);
            assertThat(number(server, "accounts/fresher"))
                    .as("the same backup, put in once more, does not lead to the same numbers")
                    .isGreaterThan(fresh + 1_000_000);

            server.terminate();
            server.ended();
            Ran full = server.store("restore", backup.toString());
            assertThat(full.code()).isEqualTo(1);
            assertThat(full.err()).contains("is not empty").contains("--replace");
            assertThat(server.store("restore", backup.toString(), "--replace").code())
                    .isZero();
            server.again();
            assertThat(client.ask("keptBalance", "saved")).isEqualTo("10");
            assertThat(client.ask("exists", "fresher")).isEqualTo("false");
        }
    }

    @Test
    void whatIsNoWholeBackupIsRefusedAndTheDataFolderStaysAsItIs() throws IOException {
        Bank.deploy(folder.resolve("deploy"));
        Path backup = folder.resolve("backup");
        try (Server server = Server.start(Jdks.own(), folder);
                Client client = Bank.client(Jdks.own(), folder, server.port())) {
            client.ask("deposit", "alice", 10);
            assertThat(server.store("backup", backup.toString()).code()).isZero();
            server.terminate();
            server.ended();
            String manifest = Files.readString(backup.resolve("backup.json"));
            String objects = Files.readString(backup.resolve("objects.jsonl"));

            Files.writeString(backup.resolve("backup.json"), manifest.replace("\"format\":1", "\"format\":2"));
            assertThat(refusal(server, backup)).contains("has format 2").contains("newer Hearth");
            Files.writeString(backup.resolve("backup.json"), manifest);
            Files.writeString(backup.resolve("objects.jsonl"), objects.replace("\"cents\":10", "\"cents\":99"));
            assertThat(refusal(server, backup)).contains("damaged").contains("checksum");
            Files.writeString(backup.resolve("objects.jsonl"), objects.substring(1));
            assertThat(refusal(server, backup)).contains("damaged").contains("bytes");
            Files.delete(backup.resolve("backup.json"));
            assertThat(refusal(server, backup)).contains("there is no backup in");

            server.again();
            assertThat(client.ask("balance", "alice")).isEqualTo("10");
        }
    }

    private static String refusal(Server server, Path backup) throws IOException {
        Ran ran = server.store("restore", backup.toString(), "--replace");
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(1);
        return ran.err();
    }
}
