package dev.hearth.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a server's process takes at one moment.
 *
 * @param residentBytes memory outside of the heap, and the heap as a whole: its JVM touches all of it at the start
 * @param heapBytes live objects
 * @param threads all threads of the process
 */
record Footprint(long residentBytes, long heapBytes, long threads) {

    static Footprint of(ProcessHandle process) throws InterruptedException {
        long heap = LiveHeap.bytes(process);
        return new Footprint(status(process, "VmRSS:") << 10, heap, status(process, "Threads:"));
    }

    /**
     * KiB that one thing takes, where so many came between the other moment and this one: what the process has
     * grown by outside of its heap, if it has (a compiler may have given memory back meanwhile), and what is alive in the
     * heap.
     */
    double kibibytesPer(Footprint before, int count) {
        long outside = Math.max(0, residentBytes - before.residentBytes);
        return (outside + heapBytes - before.heapBytes) / 1024.0 / count;
    }

    private static long status(ProcessHandle process, String key) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()).replace("kB", "").trim())
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + key + " in " + file));
        } catch (IOException ended) {
            throw new UncheckedIOException("the server has ended, or the system has no /proc", ended);
        }
    }
}
