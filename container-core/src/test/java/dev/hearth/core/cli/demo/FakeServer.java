package dev.hearth.core.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Looks like a container from outside: takes its arguments, says that it is ready, stays until it is ended. */
final class FakeServer {

    private FakeServer() {}

    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        Path data = Files.createDirectories(Path.of(words.get(words.indexOf("--data") + 1)));
        Path deploy = Path.of(words.get(words.indexOf("--deploy") + 1));
        if (!words.get(0).equals("start") || !Files.exists(deploy.resolve("sample-objects.jar"))) {
            throw new IllegalArgumentException(words.toString());
        }
        Files.writeString(data.resolve("pid." + ProcessHandle.current().pid()), "");
        System.out.println("noise");
        System.out.println(Demo.READY);
        new CountDownLatch(1).await();
    }
}
