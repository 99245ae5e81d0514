package dev.hearth.core.adopt;

import org.jspecify.annotations.Nullable;

/**
 * Something that code does, or is, and that matters to an RMI server.
 *
 * @param what as code would say it, such as {@code Naming.rebind("//localhost/bank", new BankImpl())}
 * @param name the text that it is given as a name, a URL or a key; may hold {@link Known#UNKNOWN}; null if there is none
 * @param number the port that it is given; null if it is none, or none that is known
 * @param object what it is given to bind or export; null if there is nothing
 */
record Deed(
        Kind kind,
        Place place,
        String what,
        @Nullable String name,
        @Nullable Integer number,
        @Nullable Known object) {

    static Deed of(Kind kind, Place place, String what) {
        return new Deed(kind, place, what, null, null, null);
    }

    /** What becomes of each in Hearth. */
    enum Kind {
        BINDS(Coverage.FINE, "binds it in the container's registry"),
        UNBINDS(Coverage.FINE, "takes it out of the container's registry"),
        LOOKS_UP(Coverage.FINE, "finds what the container's registry has, or asks the server that the URL names"),
        CREATES_REGISTRY(Coverage.FINE, "means the container's registry, which answers at that port too"),
        FINDS_REGISTRY(Coverage.FINE, "means the container's registry where it names this machine"),
        EXPORTS(Coverage.FINE, "makes an object of the container, behind its one port"),
        EXPORTS_ON_PORT(Coverage.FINE, "opens that port beside the container's, with the same hooks and limits"),
        EXPORTS_BY_FACTORIES(Coverage.FINE, "keeps its socket factories: their port is opened beside the container's"),
        IS_MADE_BY_RMIC(Coverage.FINE, "a stub or skeleton of rmic's, which nobody needs any more"),
        UNEXPORTS(Coverage.FINE, "ends the object"),
        EXITS(Coverage.FINE, "takes this deployment out, and leaves the container"),
        READS_INPUT(Coverage.FINE, "nobody types there: it waits until the deployment is taken out"),
        SHUTDOWN_HOOK(Coverage.FINE, "runs when the deployment is taken out"),
        SECURITY_MANAGER(Coverage.FINE, "does nothing: who may do what is for hooks to say"),
        RMI_PROPERTY(Coverage.FINE, "is this deployment's own; hearth.yaml says where the container is reached"),
        JNDI(Coverage.FINE, "its rmi provider finds and binds in the container's registry"),
        DIRECTORY(
                Coverage.LOOK,
                "is the JDK's own, as for LDAP; for rmi names use InitialContext, which means the container's registry"),
        READS_PROPERTIES(
                Coverage.LOOK,
                "reads the JVM's table, which lacks the rmi properties that the deployment sets:"
                        + " use System.getProperty, or set them with -D in HEARTH_JAVA_OPTS"),
        REPLACES_PROPERTIES(
                Coverage.CHANGE, "replaces the table of the whole JVM: set single ones with System.setProperty"),
        RUNS_THREADS(
                Coverage.LOOK,
                "threads of its own go on beside calls; let them end when they are interrupted or the program stops"),
        NATIVE(
                Coverage.LOOK,
                "a native library can be loaded by one class loader only: a redeployment needs a restart"),
        SPRING_EXPORTER(
                Coverage.LOOK,
                "works as a library of the deployment; docs/MIGRATING.md says how to do without Spring 5"),
        SPRING_CONTEXT(Coverage.FINE, "makes Spring's context, in the program's class loader"),
        SESSION_BEAN(Coverage.CHANGE, "becomes a hosted object; docs/MIGRATING.md has the steps"),
        FETCHES_CODE(
                Coverage.CHANGE,
                "classes are not fetched from clients' or servers' codebases: put them into the JAR or deploy/lib"),
        SETS_CODEBASE(
                Coverage.LOOK,
                "runs, and nothing is sent of it: clients that fetched classes from there need them on their class path"),
        GLOBAL_FACTORY(
                Coverage.CHANGE,
                "the JVM's socket factory is the container's: export with factories, or configure tls"),
        REFLECTS(Coverage.CHANGE, "reflection reaches the JDK's own class and not the container's: call it directly"),
        MANAGES(
                Coverage.LOOK,
                "runs, as a server of the JDK's own that no hook guards; jmx.enabled in hearth.yaml opens a guarded one"
                        + " (docs/JMX.md)"),
        INTERNAL(Coverage.CHANGE, "is internal to the JDK and can't be reached: use the public class"),
        ACTIVATES(
                Coverage.CHANGE,
                "was removed from the JDK in 17; a hosted object is activated by its call (docs/MIGRATING.md)"),
        SPEAKS_IIOP(Coverage.CHANGE, "was removed from the JDK in 11: use java.rmi.server.UnicastRemoteObject"),
        HIDES_REMOTE_EXCEPTION(
                Coverage.CHANGE,
                "must declare RemoteException, or clients can't make a stub: add 'throws RemoteException'"),
        IS_NEWER(Coverage.CHANGE, "needs a newer Java than the one that looks: run Hearth on that one"),
        IS_UNREADABLE(Coverage.LOOK, "can't be read as a class file, and was not looked at");

        private final Coverage coverage;
        private final String becomes;

        Kind(Coverage coverage, String becomes) {
            this.coverage = coverage;
            this.becomes = becomes;
        }

        Coverage coverage() {
            return coverage;
        }

        String becomes() {
            return becomes;
        }
    }
}
