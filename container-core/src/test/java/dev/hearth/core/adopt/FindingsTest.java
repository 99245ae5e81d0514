package dev.hearth.core.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class FindingsTest {

    private static final String BANK =
            "public interface Bank extends java.rmi.Remote { int balance(String of) throws java.rmi.RemoteException; }";
    private static final String BANK_IMPL = """
            public class BankImpl extends java.rmi.server.UnicastRemoteObject implements Bank {
                public BankImpl(String city, int branch, boolean open, char mark) throws java.rmi.RemoteException {}
                public int balance(String of) { return 0; }
            }""";

    @TempDir
    Path folder;

    private JarMaker bank() {
        return JarMaker.jar(folder.resolve("bank.jar"))
                .source("bank.Bank", BANK)
                .source("bank.BankImpl", BANK_IMPL);
    }

    private JarMaker bankWith(String mainMethod) {
        return bank().source(
                        "bank.Server",
                        "import java.rmi.*; import java.rmi.registry.*; import java.rmi.server.*;\npublic class Server {\n"
                                + "    public static void main(String[] args) throws Exception {\n" + mainMethod
                                + "\n    }\n}");
    }

    private static Findings look(JarMaker jar) throws IOException {
        return Findings.of(jar.make());
    }

    private static Findings.Note note(Findings findings, String kind) {
        return findings.notes().stream()
                .filter(note -> note.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + findings.notes()));
    }

    @Test
    void serverKeepsItsMainAndItsObjectsAreNamedAsItBindsThem() throws IOException {
        Findings findings = look(bankWith("""
                LocateRegistry.createRegistry(1099);
                Bank bank = new BankImpl("Old \\"Rome\\"", 5, true, 'x');
                Naming.rebind("rmi://localhost:" + args[0] + "/bank", bank);"""));

        assertThat(findings.server()).hasValueSatisfying(main -> {
            assertThat(main.className()).isEqualTo("bank.Server");
            assertThat(main.names()).containsExactly("bank");
            assertThat(main.ports()).containsExactly(1099);
            assertThat(main.takesArguments()).isTrue();
        });
        assertThat(findings.interfaces()).containsEntry("bank.Bank", 1);
        assertThat(Proposal.of(findings).lines())
                .contains("main: bank.Server", "# args: [\"…\"]")
                .contains("#   - name: bank   # bound by bank.Server.main (Server.java:6)")
                .contains("#     args: [\"Old \\\"Rome\\\"\", 5, true, x]");
    }

    @Test
    void namesAreFoundInTextsOfOldCompilersToo() throws IOException {
        Findings findings = look(bankWith("""
                Remote bank = UnicastRemoteObject.exportObject(new BankImpl("a", 1, true, 'a'), 0);
                String url = new StringBuilder().append("//localhost:").append(args[0]).append("/banks/").append(1).toString();
                Naming.rebind(url, bank);"""));

        assertThat(findings.implementations().get(0).names()).containsExactly("banks/1");
    }

    @Test
    void eachNameHasTheArgumentsAndTheLineOfItsOwnObject() throws IOException {
        Findings findings = look(bankWith("""
                Registry registry = LocateRegistry.createRegistry(1099);
                registry.rebind("one", new BankImpl("a", 1, true, 'a'));
                registry.rebind("two", new BankImpl("b", 2, false, 'b'));
                registry.rebind("three", new BankImpl(args[0], 3, true, 'c'));
                registry.rebind("four", args.length > 1 ? new BankImpl("d", 4, true, 'd') : new BankImpl("e", 5, true, 'e'));
                if (args.length > 2) registry.rebind("one", new BankImpl("a", 6, true, 'a'));"""));

        assertThat(Proposal.of(findings).lines())
                .containsSequence(
                        "#   - name: one   # bound by bank.Server.main (Server.java:5)",
                        "#     class: bank.BankImpl",
                        "#     args: [a, …, true, a]   # BankImpl(String, int, boolean, char): say them",
                        "#   - name: two   # bound by bank.Server.main (Server.java:6)",
                        "#     class: bank.BankImpl",
                        "#     args: [b, 2, false, b]",
                        "#   - name: three   # bound by bank.Server.main (Server.java:7)",
                        "#     class: bank.BankImpl",
                        "#     args: […, 3, true, c]   # BankImpl(String, int, boolean, char): say them",
                        "#   - name: four   # bound by bank.Server.main (Server.java:8)",
                        "#     class: bank.BankImpl",
                        "#     args: […, …, …, …]   # BankImpl(String, int, boolean, char): say them");
    }

    @Test
    void whichOfSeveralConstructorsMakesAnObjectIsNotGuessedInSilence() throws IOException {
        Findings findings = look(JarMaker.jar(folder.resolve("bank.jar"))
                .source("bank.Bank", BANK)
                .source("bank.Till", """
                        public class Till implements Bank {
                            Till() {}
                            Till(int number) {}
                            public int balance(String of) { return 0; }
                        }""")
                .source("bank.Binder", """
                        public class Binder {
                            void bind(Till till) throws Exception { java.rmi.Naming.bind("till", till); }
                        }"""));

        assertThat(Proposal.of(findings))
                .contains(
                        "# bound by bank.Binder.bind (Binder.java:2); which constructor makes it could not be seen\n");
    }

    @Test
    void programOfTheManifestIsTakenForTheServerWhereNoCallShowsOne() throws IOException {
        Path program = folder.resolve("program");
        String main = "{ public static void main(String[] args) throws Exception { %s } }";
        Path library = JarMaker.jar(program.resolve("a-library.jar"))
                .resource("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMain-Class: lib.Shell\n")
                .source("lib.Shell", "public class Shell " + String.format(main, ""))
                .source("lib.Bank", BANK)
                .source("lib.Stub", "public class Stub implements Bank { public int balance(String of) { return 0; } }")
                .source(
                        "lib.Binder",
                        "public class Binder { void bind() throws Exception { java.rmi.Naming.bind(\"lib\", new Stub()); } }")
                .make();
        JarMaker.jar(program.resolve("b-server.jar"))
                .classPath(library)
                .resource("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMain-Class: bank.Server\n")
                .source("bank.Server", "public class Server " + String.format(main, "lib.Shell.main(args);"))
                .source("bank.Tool", "public class Tool " + String.format(main, ""))
                .make();

        Findings findings = Findings.of(program);

        assertThat(findings.server()).isEmpty();
        assertThat(findings.isServer()).isTrue();
        assertThat(findings.mains())
                .extracting(Findings.Main::className, Findings.Main::manifest)
                .containsExactly(tuple("bank.Server", true), tuple("bank.Tool", false));
        assertThat(findings.implementations()).isEmpty();
        assertThat(findings.target().getFileName()).hasToString("b-server.jar");
        assertThat(Proposal.of(findings)).contains("\n# " + Proposal.NOT_SEEN + "\n", "\nmain: bank.Server\n");
    }

    @Test
    void onlyProgramIsTakenForTheServerUnlessThereIsSomethingElseOrItIsAClient() throws IOException {
        String main = "public class Run { public static void main(String[] args) throws Exception { %s } }";
        Findings alone = look(JarMaker.jar(folder.resolve("alone.jar")).source("bank.Run", String.format(main, "")));
        Findings client = look(JarMaker.jar(folder.resolve("client.jar"))
                .source("bank.Run", String.format(main, "java.rmi.Naming.lookup(\"x\");")));
        Findings beside = look(bank().source("bank.Run", String.format(main, "")));

        assertThat(Proposal.of(alone)).contains("\nmain: bank.Run\n");
        assertThat(client.isServer()).isFalse();
        assertThat(Proposal.of(beside)).doesNotContain("main: ").contains("# objects:");
    }

    @Test
    void objectsAreListedWhereNoProgramIsAServer() throws IOException {
        Findings findings = look(JarMaker.jar(folder.resolve("bank.jar"))
                .source("bank.Bank", BANK)
                .source(
                        "bank.YesImpl",
                        "public class YesImpl implements Bank { public int balance(String of) { return 1; } }")
                .source(
                        "bank.NamedServant",
                        "public class NamedServant implements Bank { NamedServant(String city) {}"
                                + " public int balance(String of) { return 1; } }"));

        assertThat(findings.server()).isEmpty();
        assertThat(findings.isServer()).isTrue();
        assertThat(Proposal.of(findings).lines())
                .contains("objects:", "  - name: \"yes\"   # named after its class", "    class: bank.YesImpl")
                .contains(
                        "#   - name: named   # named after its class",
                        "#     args: […]   # NamedServant(String): say them");
    }

    @Test
    void whatOnlyAClientDoesIsNotTheServers() throws IOException {
        Findings findings = look(bankWith("Naming.bind(\"bank\", new BankImpl(\"a\", 1, true, 'a'));")
                .source("bank.Client", """
                        public class Client {
                            public static void main(String[] args) throws Exception {
                                ((Bank) java.rmi.Naming.lookup("bank")).balance("me");
                                System.exit(3);
                            }
                        }"""));

        assertThat(findings.mains()).extracting(Findings.Main::role).containsExactly("a server", "a client");
        assertThat(findings.notes()).extracting(Findings.Note::kind).doesNotContain("exits", "looks-up");
    }

    @Test
    void redirectedCallsAreFine() throws IOException {
        Findings findings = look(bankWith("""
                System.setProperty("java.rmi.server.hostname", "here");
                System.setSecurityManager(null);
                Registry registry = LocateRegistry.createRegistry(2099);
                BankImpl bank = new BankImpl("a", 1, true, 'a');
                UnicastRemoteObject.unexportObject(bank, true);
                registry.rebind("bank", UnicastRemoteObject.exportObject(bank, 5000));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.exit(1)));
                new javax.naming.InitialContext().rebind("rmi://localhost/other", bank);
                System.in.read();"""));

        assertThat(findings.notes())
                .filteredOn(note -> note.coverage() == Coverage.FINE)
                .extracting(Findings.Note::kind)
                .contains(
                        "rmi-property",
                        "security-manager",
                        "binds",
                        "exports-on-port",
                        "exits",
                        "shutdown-hook",
                        "jndi");
        assertThat(findings.server().orElseThrow().ports()).containsExactly(2099);
        assertThat(note(findings, "reads-input").where().get(0)).hasToString("bank.Server.main (Server.java:12)");
        assertThat(findings.implementations().get(0).names()).containsExactly("bank", "other");
    }

    @Test
    void whatCannotBeRedirectedIsNamedWithItsPlace() throws IOException {
        Findings findings = look(
                bankWith("""
                Class.forName("java.rmi.Naming").getMethods();
                java.rmi.Naming.class.getMethod("lookup", String.class).invoke(null, "x");
                javax.management.remote.JMXConnectorServerFactory.newJMXConnectorServer(null, null, null);
                RMISocketFactory.setSocketFactory(null);
                java.rmi.server.RMIClassLoader.loadClass("http://here/", "x.Y");
                System.loadLibrary("own");""").source("bank.Loose", "public interface Loose extends java.rmi.Remote { int loose(); }"));

        List<Findings.Note> changes = findings.notes().stream()
                .filter(note -> note.coverage() == Coverage.CHANGE)
                .toList();
        assertThat(changes)
                .extracting(note -> note.kind() + " " + note.where().get(0))
                .containsExactlyInAnyOrder(
                        "reflects bank.Server.main (Server.java:4)",
                        "reflects bank.Server.main (Server.java:5)",
                        "global-factory bank.Server.main (Server.java:7)",
                        "fetches-code bank.Server.main (Server.java:8)",
                        "hides-remote-exception bank.Loose.loose (Loose.java)");
        assertThat(note(findings, "native").where().get(0).line()).isEqualTo(9);
    }

    @Test
    void aConnectorServerOfTheJdksRunsAndIsToBeLookedAt() throws IOException {
        Findings findings = look(
                bankWith("javax.management.remote.JMXConnectorServerFactory.newJMXConnectorServer(null, null, null);"));

        assertThat(note(findings, "manages").coverage()).isEqualTo(Coverage.LOOK);
        assertThat(note(findings, "manages").becomes()).startsWith("runs").contains("no hook guards");
    }

    @Test
    void propertiesThatAreReadPastTheDeploymentsOwnAreNamed() throws IOException {
        Findings findings = look(bankWith("""
                System.getProperties().list(System.out);
                Boolean.getBoolean("java.rmi.server.logCalls");
                Integer.getInteger("sun.rmi.transport.tcp.responseTimeout");
                Long.getLong("java.rmi.dgc.leaseValue", 1);
                Integer.getInteger("bank.port");
                System.setProperties(new java.util.Properties());"""));

        assertThat(findings.notes())
                .filteredOn(note -> note.kind().equals("reads-properties"))
                .allMatch(note -> note.coverage() == Coverage.LOOK)
                .extracting(note -> note.where().get(0).line())
                .containsExactlyInAnyOrder(4, 5, 6, 7);
        assertThat(note(findings, "replaces-properties").coverage()).isEqualTo(Coverage.CHANGE);
    }

    @Test
    void directoriesOfTheJdkAreNotTheContainersRegistry() throws IOException {
        Findings findings = look(bankWith("""
                javax.naming.directory.DirContext people = new javax.naming.directory.InitialDirContext();
                people.lookup("cn=me");
                new javax.naming.ldap.InitialLdapContext().bind("cn=you", "you");
                javax.naming.Context either = new javax.naming.directory.InitialDirContext();
                either.bind("rmi://localhost/bank", new BankImpl("a", 1, true, 'a'));"""));

        assertThat(findings.notes()).extracting(Findings.Note::kind).doesNotContain("jndi", "binds", "looks-up");
        assertThat(findings.notes())
                .filteredOn(note -> note.kind().equals("directory"))
                .allMatch(note -> note.coverage() == Coverage.LOOK)
                .hasSize(2);
    }

    @Test
    void referencesToMethodsCountAsCallsOfThem() throws IOException {
        Findings findings = look(bank().source("bank.Refers", """
                public class Refers {
                    interface Sets { void set(java.rmi.server.RMISocketFactory factory) throws Exception; }
                    interface Takes { void take(int status); }
                    interface Opens { Object open() throws Exception; }
                    Sets sets = java.rmi.server.RMISocketFactory::setSocketFactory;
                    Takes exits = System::exit;
                    Opens opens = javax.naming.InitialContext::new;
                    Opens reads = System::getProperties;
                    Runnable runs = new Thread()::start;
                }"""));

        assertThat(note(findings, "global-factory").where().get(0).line()).isEqualTo(5);
        assertThat(note(findings, "exits").where().get(0).line()).isEqualTo(6);
        assertThat(note(findings, "jndi").where().get(0).line()).isEqualTo(7);
        assertThat(note(findings, "reads-properties").where().get(0).line()).isEqualTo(8);
        assertThat(note(findings, "runs-threads").where().get(0).line()).isEqualTo(9);
    }

    @Test
    void threadsAreToldOfAndWhatOnlyLooksLikeThemIsNot() throws IOException {
        Findings findings = look(bankWith("new Worker().start(); new Car().start();")
                .source("bank.Worker", "public class Worker extends Thread {}")
                .source("bank.Car", "public class Car { void start() {} }"));

        assertThat(findings.notes())
                .extracting(Findings.Note::what)
                .contains("Worker.start()")
                .doesNotContain("Car.start()");
    }

    @Test
    void springsExportersAreFoundInItsFiles() throws IOException {
        Findings findings = look(bank().resource("beans.xml", """
                <beans xmlns="http://www.springframework.org/schema/beans">
                  <bean id="accounts" class="bank.Accounts"/>
                  <bean class="org.springframework.remoting.rmi.RmiServiceExporter">
                    <property name="serviceName" value="AccountService"/>
                    <property name="serviceInterface"><value>bank.AccountService</value></property>
                    <property name="service"><ref bean="accounts"/></property>
                  </bean>
                </beans>"""));

        assertThat(note(findings, "spring-exporter").what())
                .isEqualTo("RmiServiceExporter AccountService: bank.AccountService");
        assertThat(note(findings, "spring-exporter").where().get(0).line()).isEqualTo(3);
    }

    @Test
    void programThatMakesAContextWithAnExporterIsTheServer() throws IOException {
        String xml = "<beans><bean class='org.springframework.remoting.rmi.RmiServiceExporter'/></beans>";
        String program = """
                public class %s {
                    public static void main(String[] args) {
                        new org.springframework.context.support.ClassPathXmlApplicationContext("%s");
                    }
                }""";
        Findings findings = look(bank().resource("own/server.xml", xml)
                .resource("own/client.xml", "<beans/>")
                .source(
                        "org.springframework.context.support.ClassPathXmlApplicationContext",
                        "public class ClassPathXmlApplicationContext {"
                                + " public ClassPathXmlApplicationContext(String file) {} }")
                .source("bank.AClient", String.format(program, "AClient", "own/client.xml"))
                .source("bank.ZServer", String.format(program, "ZServer", "own/server.xml")));

        assertThat(findings.server().orElseThrow().className()).isEqualTo("bank.ZServer");
        assertThat(Proposal.of(findings)).contains("\nmain: bank.ZServer\n");
    }

    @Test
    void classThatMakesAnExporterCountsAsAFileWithOne() throws IOException {
        String spring = "org.springframework.";
        Findings findings = look(bank().source(
                        spring + "remoting.rmi.RmiServiceExporter",
                        "public class RmiServiceExporter { public void setServiceName(String name) {} }")
                .source(
                        spring + "context.annotation.AnnotationConfigApplicationContext",
                        "public class AnnotationConfigApplicationContext {"
                                + " public AnnotationConfigApplicationContext(Class<?>... types) {} }")
                .source("bank.Beans", """
                        public class Beans {
                            Object exporter() {
                                var exporter = new org.springframework.remoting.rmi.RmiServiceExporter();
                                exporter.setServiceName("Accounts");
                                return exporter;
                            }
                        }""")
                .source("bank.AOther", "public class AOther { public static void main(String[] args) {} }")
                .source("bank.ZServer", """
                        public class ZServer {
                            public static void main(String[] args) {
                                new org.springframework.context.annotation.AnnotationConfigApplicationContext(Beans.class);
                            }
                        }"""));

        assertThat(findings.server().orElseThrow().className()).isEqualTo("bank.ZServer");
        assertThat(note(findings, "spring-exporter").where().get(0)).hasToString("bank.Beans.exporter (Beans.java:3)");
        assertThat(Proposal.of(findings)).contains("\nmain: bank.ZServer\n");
    }

    @Test
    void aCodebaseThatIsSetDoesNotStandAgainstTheProgram() throws IOException {
        Findings findings = look(bankWith("System.setProperty(\"java.rmi.server.codebase\", \"http://here/\");"));

        assertThat(findings.notes()).noneMatch(note -> note.coverage() == Coverage.CHANGE);
        assertThat(note(findings, "sets-codebase").becomes()).startsWith("runs");
    }

    @Test
    void sessionBeansAndActivatableObjectsAreFound() throws IOException {
        ClassWriter activatable = new ClassWriter(0);
        activatable.visit(
                Opcodes.V1_5, Opcodes.ACC_PUBLIC, "bank/Old", null, "java/rmi/activation/Activatable", new String[] {
                    "bank/Bank"
                });
        Findings findings = look(bank().entry("bank/Old.class", activatable.toByteArray())
                .source("javax.ejb.Stateful", "public @interface Stateful {}")
                .source("bank.Cart", "@javax.ejb.Stateful public class Cart {}"));

        assertThat(note(findings, "session-bean").what()).isEqualTo("@Stateful");
        assertThat(note(findings, "session-bean").where().get(0).className()).isEqualTo("bank.Cart");
        assertThat(note(findings, "activates").what()).isEqualTo("extends Activatable");
        assertThat(findings.implementations())
                .filteredOn(found -> found.className().equals("bank.Old"))
                .singleElement()
                .extracting(Implementation::base)
                .isEqualTo("Activatable");
    }

    @Test
    void stubsOfRmicAreNoObjects() throws IOException {
        Findings findings = look(bank().source(
                        "bank.BankImpl_Stub",
                        "@SuppressWarnings(\"removal\") public class BankImpl_Stub extends java.rmi.server.RemoteStub"
                                + " implements Bank { public int balance(String of) { return 0; } }"));

        assertThat(findings.implementations())
                .extracting(Implementation::className)
                .containsExactly("bank.BankImpl");
        assertThat(note(findings, "is-made-by-rmic").coverage()).isEqualTo(Coverage.FINE);
    }

    @Test
    void damagedClassesAreToldOfAndDoNotHideTheRest() throws IOException {
        Findings findings =
                look(bankWith("Naming.bind(\"bank\", null);").entry("bank/Torn.class", new byte[] {1, 2, 3}));

        assertThat(note(findings, "is-unreadable").what()).isEqualTo("bank/Torn.class");
        assertThat(findings.server()).isPresent();
    }

    @Test
    void folderIsOneProgramWhoseDescriptorLiesInTheJarOfItsServer() throws IOException {
        Path program = folder.resolve("program");
        Path interfaces = JarMaker.jar(program.resolve("a-interfaces.jar"))
                .source("bank.Bank", BANK)
                .make();
        JarMaker.jar(program.resolve("b-server.jar"))
                .classPath(interfaces)
                .source("bank.BankImpl", BANK_IMPL)
                .source("bank.Server", """
                        public class Server {
                            public static void main(String[] args) throws Exception {
                                java.rmi.Naming.bind("bank", new BankImpl("a", 1, true, 'a'));
                            }
                        }""")
                .make();

        Findings findings = Findings.of(program);

        assertThat(findings.jars()).containsExactly("a-interfaces.jar", "b-server.jar");
        assertThat(findings.interfaces()).containsOnlyKeys("bank.Bank");
        assertThat(findings.target().getFileName()).hasToString("b-server.jar");
        DescriptorFile.putIntoCopy(findings, folder.resolve("adopted"), "main: bank.Server\n");
        assertThat(descriptor(folder.resolve("adopted/b-server.jar"))).isEqualTo("main: bank.Server\n");
        assertThat(folder.resolve("adopted/a-interfaces.jar")).exists();
        assertThat(Findings.of(program).described()).isEmpty();
    }

    @Test
    void descriptorIsWrittenOnceAndNothingElseChanges() throws IOException {
        Path jar = bank().resource("notes.txt", "kept").make();

        DescriptorFile.putInto(jar, "objects: []\n");

        assertThat(descriptor(jar)).isEqualTo("objects: []\n");
        assertThat(Findings.of(jar).described()).containsExactly("bank.jar");
        assertThatThrownBy(() -> DescriptorFile.putInto(jar, "other")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(descriptor(jar)).isEqualTo("objects: []\n");
        assertThat(Findings.of(jar).classes()).isEqualTo(2);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(jar);
        }
    }

    private static String descriptor(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new String(
                    file.getInputStream(file.getEntry("META-INF/hearth.yaml")).readAllBytes());
        }
    }

    @Test
    void aJarWhoseClassesOnlyItsOwnClassLoaderFindsIsToldApart() throws IOException {
        byte[] code = getClass().getResourceAsStream("FindingsTest.class").readAllBytes();
        Path jar = JarMaker.jar(folder.resolve("boot.jar"))
                .source("launch.Launcher", "public class Launcher { public static void main(String[] arguments) {} }")
                .entry("BOOT-INF/classes/dev/hearth/core/adopt/FindingsTest.class", code)
                .make();

        assertThatThrownBy(() -> Findings.of(jar))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("make a folder of a JAR of what lies in BOOT-INF/classes");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> Findings.of(folder.resolve("none.jar")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("none.jar is not there");
        assertThatThrownBy(() -> Findings.of(folder)).hasMessageEndingWith("holds no .jar file");
    }
}
