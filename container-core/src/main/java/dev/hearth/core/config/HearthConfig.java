package dev.hearth.core.config;

import dev.hearth.api.Threading;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * All that can be set; the keys of {@code hearth.yaml} are these names with dashes.
 *
 * <p>{@link #defaults()} is what holds where nothing is said.
 *
 * @param host the address that the object port is bound to
 * @param port the object port; 0 for any free one
 * @param open whether it may be bound to more than loopback although nothing authenticates callers
 * @param deploy the folder whose JARs are deployed
 * @param data the folder that holds everything durable
 * @param threading what {@code INHERIT} means for the container
 * @param modules the settings of hook modules, by module name; a setting is a {@code String}, {@code Boolean}, {@code
 *     Integer}, {@code Long}, {@code Double}, a list or a map of these
 * @param sections settings of hook modules for some calls alone; can be said in the file only
 * @param deployments the settings of deployments, by their names, likewise; see {@link #settingsOf}
 */
public record HearthConfig(
        String host,
        @Between(min = 0, max = 65_535) int port,
        boolean open,
        Path deploy,
        Path data,
        Threading threading,
        Wire wire,
        Registry registry,
        Tls tls,
        Threads threads,
        Calls calls,
        Objects objects,
        Exports exports,
        Jmx jmx,
        Store store,
        Replace replace,
        Admin admin,
        Start start,
        Stop stop,
        Log log,
        Map<String, Map<String, Object>> modules,
        List<Section> sections,
        Map<String, Map<String, Object>> deployments) {

    /** What holds where nothing is said. */
    public static HearthConfig defaults() {
        return new HearthConfig(
                "127.0.0.1",
                1099,
                false,
                Path.of("deploy"),
                Path.of("data"),
                Threading.POOLED,
                Wire.defaults(),
                Registry.defaults(),
                Tls.defaults(),
                Threads.defaults(),
                Calls.defaults(),
                Objects.defaults(),
                Exports.defaults(),
                Jmx.defaults(),
                Store.defaults(),
                Replace.defaults(),
                Admin.defaults(),
                Start.defaults(),
                Stop.defaults(),
                Log.defaults(),
                Map.of(),
                List.of(),
                Map.of());
    }

    /**
     * Settings of hook modules for some calls alone. A list that is empty chooses all calls.
     *
     * @param objects patterns of the names of the called objects
     * @param methods patterns of the names of the called methods
     * @param peers ranges of the addresses that calls come from
     * @param principals who calls
     * @param modules the settings, by module name
     */
    public record Section(
            List<String> objects,
            List<String> methods,
            List<String> peers,
            List<String> principals,
            Map<String, Map<String, Object>> modules) {}

    /** What hosted code of this deployment is told when it asks for its settings, over those of its descriptor. */
    public Map<String, String> settingsOf(String deployment) {
        Map<String, String> settings = new HashMap<>();
        deployments.getOrDefault(deployment, Map.of()).forEach((key, value) -> settings.put(key, value.toString()));
        return Map.copyOf(settings);
    }

    /**
     * Refuses to serve more than this machine when nobody asks callers who they are, unless {@link #open} allows it. A
     * certificate that every client must show is an answer too.
     *
     * @param asked says, if it is asked, whether the hook modules keep out, or give a name to, a caller who says nothing
     * @throws ConfigException naming the setting to change; also if the host is unknown
     */
    public void requireOpen(BooleanSupplier asked) throws ConfigException {
        if (open || tls.authenticates() || loopback() || asked.getAsBoolean()) {
            return;
        }
        throw new ConfigException(
                "host: " + host + " is more than loopback and nothing keeps out callers who don't say who they are, so"
                        + " whoever reaches port " + port
                        + " could call every object; let them log in with 'modules.login.users',"
                        + " configure another module that authenticates,"
                        + " ask for certificates with 'tls.client-auth: need', say 'host: 127.0.0.1', or allow it with 'open: true'");
    }

    /**
     * Refuses to open this JVM's management when nobody asks callers who they are: also on loopback, where every user of
     * the machine could call.
     *
     * @param asked says, if it is asked, whether the hook modules keep out, or give a name to, a caller who says nothing
     * @throws ConfigException naming the setting to change
     */
    public void requireJmxGuarded(BooleanSupplier asked) throws ConfigException {
        if (jmx.enabled() && !tls.authenticates() && !asked.getAsBoolean()) {
            throw new ConfigException("jmx.enabled: whoever manages this JVM can do anything in it, and nothing"
                    + " authenticates callers; deploy a module that answers in the phase authenticate, ask clients for"
                    + " certificates with 'tls.client-auth: need', or say 'jmx.enabled: false'");
        }
    }

    private boolean loopback() throws ConfigException {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new ConfigException("host: '" + host + "' is no address of this machine; say for example 127.0.0.1");
        }
    }

    /**
     * The object port's limits.
     *
     * @param advertisedHost the host in stubs; empty for the address by which each client reached us
     * @param advertisedPort the port in stubs; 0 for the object port
     * @param connections how many may be open
     * @param connectionsPerAddress how many of them from one address
     * @param handshakeTimeout how long a new connection may take to say what it wants
     * @param messageTimeout how long one message may take from its first byte to its last
     * @param messageBytes how long one message may be
     * @param bytesInProgress how long the messages of all calls in progress may be together, each beyond its first 64
     *     KiB; 0 for a quarter of the heap
     * @param depth how deep an argument may be nested
     * @param references how many objects the arguments of a call may hold
     * @param arrayLength how long an array in an argument may be
     * @param allowClasses further classes that the class filters let in, as patterns of {@link java.io.ObjectInputFilter}
     * @param lease how long a client's claim to a transient object holds without renewal
     * @param leasesPerClient how many objects one client may claim
     * @param leasesPerAddress how many objects the clients at one address may claim, each counted for each client
     * @param clientsPerAddress how many clients at one address may claim objects
     * @param decodingTime how long the processor may be at the arguments of one call, or at the answer of one
     * @param outgoingDeadline how long a call from hosted code to another server or a callback may take
     */
    public record Wire(
            Optional<String> advertisedHost,
            @Between(min = 0, max = 65_535) int advertisedPort,
            int connections,
            int connectionsPerAddress,
            Duration handshakeTimeout,
            Duration messageTimeout,
            long messageBytes,
            @Between(min = 0) long bytesInProgress,
            int depth,
            long references,
            int arrayLength,
            List<String> allowClasses,
            Duration lease,
            int leasesPerClient,
            int leasesPerAddress,
            int clientsPerAddress,
            Duration decodingTime,
            Duration outgoingDeadline) {

        static Wire defaults() {
            return new Wire(
                    Optional.empty(),
                    0,
                    20_000,
                    20_000,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    256L << 20,
                    0,
                    200,
                    5_000_000,
                    64 << 20,
                    List.of(),
                    Duration.ofSeconds(60),
                    100_000,
                    1_000_000,
                    10_000,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30));
        }
    }

    /**
     * What is bound in the registry by code.
     *
     * @param names how many names may be bound
     * @param stubBytes how many bytes a name and its stub may have together
     */
    public record Registry(
            @Between(min = 0) int names,
            @Between(min = 1_024, max = 1 << 30) int stubBytes) {

        static Registry defaults() {
            return new Registry(10_000, 32 << 10);
        }
    }

    /**
     * TLS on the object port.
     *
     * @param enabled whether the port speaks TLS, and nothing else then; without it the rest is not looked at
     * @param keyStore the file with the server's private key and certificate: PKCS12 or PEM
     * @param keyStorePassword the password of that file and of the key in it
     * @param trustStore the file with the certificates that are trusted, of clients and of servers that hosted code calls;
     *     empty for the authorities that the JDK knows, where clients are not asked for certificates
     * @param trustStorePassword the password of that file
     * @param clientAuth whether clients show certificates
     * @param protocols the versions that are spoken
     */
    public record Tls(
            boolean enabled,
            Optional<String> keyStore,
            String keyStorePassword,
            Optional<String> trustStore,
            String trustStorePassword,
            ClientAuth clientAuth,
            List<String> protocols) {

        static Tls defaults() {
            return new Tls(
                    false, Optional.empty(), "", Optional.empty(), "", ClientAuth.NONE, List.of("TLSv1.3", "TLSv1.2"));
        }

        /** Whether nobody gets in without a certificate. */
        public boolean authenticates() {
            return enabled && clientAuth == ClientAuth.NEED;
        }
    }

    /** Whether clients show certificates. */
    public enum ClientAuth {
        /** They are not asked. */
        NONE,
        /** They are asked and may decline; then they are anonymous. */
        WANT,
        /** Who shows none is refused. */
        NEED
    }

    /**
     * Threads and queues.
     *
     * @param resident how many connections may be read by a thread of their own
     * @param readers how many threads read from the others
     * @param pool how many {@code POOLED} calls from the wire may be in objects at the same time
     * @param spare how many more may be while others wait in outgoing calls
     * @param overtaken how many {@code POOLED} calls, and how many {@code PER_REQUEST} ones, may go on without a place when a
     *     deadline or a cancel has answered for them; those beyond keep theirs
     * @param perRequest how many {@code PER_REQUEST} threads there may be
     * @param perObject how many {@code PER_OBJECT} threads there may be
     * @param queuePerObject how many calls may wait for one object
     * @param queuePerPolicy how many calls may wait for all objects of one threading policy
     * @param queue how many calls may wait in all
     * @param virtual whether {@code PER_OBJECT} and {@code PER_REQUEST} threads are virtual where the JDK is new enough
     * @param carriers how many platform threads carry the virtual ones; 0 for 4 for each processor, at least 16
     */
    public record Threads(
            @Between(min = 0) int resident,
            int readers,
            int pool,
            @Between(min = 0) int spare,
            @Between(min = 0) int overtaken,
            int perRequest,
            int perObject,
            int queuePerObject,
            int queuePerPolicy,
            int queue,
            boolean virtual,
            @Between(min = 0, max = 32_767) int carriers) {

        static Threads defaults() {
            return new Threads(64, 64, 256, 64, 64, 1_000, 10_000, 1_000, 10_000, 20_000, true, 0);
        }
    }

    /**
     * Calls.
     *
     * @param deadline the longest that a call may take where no {@link dev.hearth.api.Deadline} says otherwise; zero for
     *     none
     */
    public record Calls(@Between(min = 0) Duration deadline) {

        static Calls defaults() {
            return new Calls(Duration.ZERO);
        }
    }

    /**
     * The lives of objects.
     *
     * @param maxPerType how many objects one type may have
     * @param maxAnonymous how many anonymous objects there may be
     * @param maxActive how many persistent objects may be in memory before the longest idle ones are passivated
     * @param idle after what time without a call a persistent object is passivated
     * @param linger how long a stub that left holds a transient object before its first lease comes
     */
    public record Objects(
            long maxPerType,
            int maxAnonymous,
            int maxActive,
            @Between(min = 1, max = 100) int heapPercent,
            Duration idle,
            @Between(min = 0) Duration linger) {

        static Objects defaults() {
            return new Objects(1_000_000, 1_000_000, 10_000, 80, Duration.ofMinutes(10), Duration.ofSeconds(60));
        }
    }

    /**
     * What hosted code exports itself.
     *
     * @param ports how many ports beside the object port may be open for it
     * @param factoryConnections how many connections there may be through ports whose sockets a factory of its own makes;
     *     each takes two threads
     */
    public record Exports(
            @Between(min = 0) int ports, @Between(min = 0) int factoryConnections) {

        static Exports defaults() {
            return new Exports(32, 256);
        }
    }

    /**
     * The management of this JVM through the object port (JMX), under the name {@code jmxrmi}.
     *
     * @param enabled whether it is there; only where callers are authenticated
     * @param connections how many clients may be connected
     */
    public record Jmx(boolean enabled, int connections) {

        static Jmx defaults() {
            return new Jmx(false, 20);
        }
    }

    /**
     * The store.
     *
     * @param url the JDBC URL; empty for H2 in the data folder
     * @param user the database's user
     * @param password the database's password
     * @param durability what an acknowledged change has survived
     * @param verifyReadOnly which calls of {@code @ReadOnly} methods are looked at for changes
     */
    public record Store(
            Optional<String> url, String user, String password, Durability durability, VerifyReadOnly verifyReadOnly) {

        static Store defaults() {
            return new Store(Optional.empty(), "hearth", "", Durability.POWER, VerifyReadOnly.SAMPLED);
        }
    }

    /** Which calls of {@code @ReadOnly} methods of persistent objects are looked at for changes. */
    public enum VerifyReadOnly {
        /** None. */
        OFF,
        /** The first hundred of each method, then one of a thousand. */
        SAMPLED,
        /** All: each writes the object's state twice. */
        ALWAYS
    }

    /** What an acknowledged change has survived. */
    public enum Durability {
        /** Loss of power: synced to the disk before the reply. */
        POWER,
        /** The end of the process: handed to the operating system before the reply. */
        PROCESS,
        /** Nothing yet: written soon after the reply. */
        RELAXED
    }

    /**
     * New versions of deployments.
     *
     * @param keepVersions how many versions of each deployment before the one that runs are kept, to go back to
     * @param linger how long the objects without a name of a replaced version live on at most
     */
    public record Replace(
            @Between(min = 0, max = 1_000) int keepVersions,
            @Between(min = 0) Duration linger) {

        static Replace defaults() {
            return new Replace(3, Duration.ofMinutes(10));
        }
    }

    /**
     * The admin port.
     *
     * @param port 0 for any free one
     * @param requestTimeout how long a request may take from the connection to its last byte
     * @param requestBytes how long the body of a request may be
     * @param calls how many calls and deployments may run through it at the same time
     * @param callTimeout how long one of them is waited for
     */
    public record Admin(
            @Between(min = 0, max = 65_535) int port,
            @Between(min = 1_000, max = 3_600_000) Duration requestTimeout,
            @Between(min = 1_024, max = 1L << 30) long requestBytes,
            int calls,
            Duration callTimeout) {

        /** With this port, and all else as by default. */
        public Admin(int port) {
            this(port, Duration.ofSeconds(5), 16L << 20, 16, Duration.ofMinutes(10));
        }

        static Admin defaults() {
            return new Admin(1100);
        }
    }

    /**
     * Starting.
     *
     * @param withoutModules whether the container starts also where a hook module is not there that the configuration names or
     *     that lies in the deploy folder
     * @param hookTimeout how long a module's {@code configure} or {@code start} hook may take, also at a deployment or a
     *     reload that brings the module
     */
    public record Start(boolean withoutModules, Duration hookTimeout) {

        static Start defaults() {
            return new Start(false, Duration.ofMinutes(1));
        }
    }

    /**
     * Stopping.
     *
     * @param timeout how long calls in progress may take to finish
     */
    public record Stop(@Between(min = 0) Duration timeout) {

        static Stop defaults() {
            return new Stop(Duration.ofSeconds(30));
        }
    }

    /**
     * The log, which goes to the standard error stream.
     *
     * @param level the least important messages that are written
     */
    public record Log(Level level) {

        static Log defaults() {
            return new Log(Level.INFO);
        }

        /** How important a message is, the most important first. */
        public enum Level {
            ERROR,
            WARN,
            INFO,
            DEBUG,
            TRACE
        }
    }
}
