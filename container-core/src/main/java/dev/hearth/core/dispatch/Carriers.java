package dev.hearth.core.dispatch;

/**
 * The platform threads that carry virtual ones.
 *
 * <p>A virtual thread that computes keeps its carrier, and the JDK makes one for each processor: a few such threads would stop
 * all others. With more carriers than processors the operating system shares the processors among them.
 */
final class Carriers {

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final int FEWEST = 16;
    private static final int PER_PROCESSOR = 4;

    private Carriers() {}

    /**
     * Says how many there are, for the whole process. The JDK asks once, at its first virtual thread; and whoever started the
     * JVM with a number of his own has the last word.
     *
     * @param count 0 for as many as suit this machine
     */
    static void set(int count) {
        if (System.getProperty(PARALLELISM) == null) {
            System.setProperty(PARALLELISM, Integer.toString(count == 0 ? usual() : count));
        }
    }

    private static int usual() {
        return Math.max(FEWEST, PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
    }
}
