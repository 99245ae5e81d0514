package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.deploy.DeploymentListener.Contents;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What deployed classes see, and how their servants are made. */
class HostedCodeTest {

    private static final String HOSTED = "@dev.hearth.api.HostedObject(name = \"voice\") ";

    @TempDir
    Path folder;

    private final RecordingListener listener = new RecordingListener();
    private Deployer deployer;

    private Path jar() {
        return folder.resolve("deploy/bank.jar");
    }

    private Contents deploy(JarMaker jar) throws IOException {
        jar.make();
        return start();
    }

    private Contents start() throws IOException {
        DeployerOptions options = new DeployerOptions(
                folder.resolve("deploy"),
                folder.resolve("versions"),
                Threading.POOLED,
                name -> Map.of("colour", name + " red"),
                DeployerOptions.Timing.usual());
        deployer = new Deployer(options, listener);
        deployer.start();
        assertThat(listener.hosted).containsKey("bank");
        return listener.hosted.get("bank");
    }

    @AfterEach
    void close() {
        if (deployer != null) {
            deployer.close();
        }
    }

    private HostedType describe(String implementation, String object) throws IOException {
        return deploy(Jars.of(jar(), implementation)
                        .resource(
                                "META-INF/hearth.yaml",
                                "objects: [{name: voice, class: voices.VoiceObject" + object + "}]"))
                .types()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.h2.Driver",
                "org.slf4j.Logger",
                "ch.qos.logback.classic.Logger",
                "com.zaxxer.hikari.HikariDataSource",
                "picocli.CommandLine",
                "dev.hearth.core.deploy.Deployer",
                "org.junit.jupiter.api.Test"
            })
    void theContainersOwnClassesAreInvisible(String className) throws Exception {
        Class.forName(className);
        ClassLoader loader =
                deploy(Jars.saying(jar(), "voice", "")).deployment().loader();

        assertThatThrownBy(() -> Class.forName(className, false, loader)).isInstanceOf(ClassNotFoundException.class);
        assertThat(loader.getResource(className.replace('.', '/') + ".class")).isNull();
    }

    @Test
    void theJdkAndTheApiAreVisible() throws Exception {
        ClassLoader loader =
                deploy(Jars.saying(jar(), "voice", "")).deployment().loader();

        assertThat(Class.forName("java.sql.Connection", false, loader)).isSameAs(java.sql.Connection.class);
        assertThat(Class.forName("dev.hearth.api.hook.HookModule", false, loader))
                .isSameAs(dev.hearth.api.hook.HookModule.class);
    }

    private static JarMaker helper(Path jar, String text) {
        return JarMaker.jar(jar)
                .source(
                        "help.Helper",
                        "public class Helper { public static String text() { return \"" + text + "\"; } }");
    }

    private Object help() throws Exception {
        return start().deployment()
                .loader()
                .loadClass("help.Helper")
                .getMethod("text")
                .invoke(null);
    }

    @Test
    void ofClassesOfOneNameThatOfTheFirstJarIsUsed() throws Exception {
        Jars.saying(folder.resolve("deploy/bank/voice.jar"), "voice", "").make();
        helper(folder.resolve("deploy/bank/b.jar"), "b").make();
        helper(folder.resolve("deploy/bank/a.jar"), "a").make();

        assertThat(help()).isEqualTo("a");
    }

    @Test
    void ofClassesOfOneNameThatOfTheLibrariesIsUsedBeforeTheJarsOwn() throws Exception {
        Jars.saying(folder.resolve("deploy/bank/voice.jar"), "voice", "").make();
        helper(folder.resolve("deploy/bank/a.jar"), "a").make();
        helper(folder.resolve("deploy/lib/z.jar"), "shared").make();

        assertThat(help()).isEqualTo("shared");
    }

    @Test
    void ofClassesOfOneNameInAJarTheLastIsUsed() throws Exception {
        Path first = folder.resolve("built.jar");
        Path jar = Jars.saying(jar(), "voice", "")
                .entry("help/Helper.class", helper(first, "first").compile().get("help/Helper.class"))
                .entry("help/Helpes.class", helper(first, "last").compile().get("help/Helper.class"))
                .make();
        Jars.sameName(jar, "help/Helpes.class", "help/Helper.class");

        assertThat(help()).isEqualTo("last");
    }

    @Test
    void deploymentsShareTheLibrariesAndNothingElse() throws Exception {
        Path lib = JarMaker.jar(folder.resolve("deploy/lib/voices.jar"))
                .source("voices.Voice", Jars.REMOTE)
                .make();
        for (String name : new String[] {"bank", "shop"}) {
            JarMaker.jar(folder.resolve("deploy/" + name + ".jar"))
                    .classPath(lib)
                    .source(
                            "app.VoiceObject",
                            "@dev.hearth.api.HostedObject(name = \"" + name + "\")"
                                    + " public class VoiceObject implements voices.Voice {"
                                    + " public String say() { return \"" + name + "\"; } }")
                    .make();
        }
        HostedType bank = start().types().get(0);
        HostedType shop = listener.hosted.get("shop").types().get(0);

        assertThat(bank.interfaces()).isEqualTo(shop.interfaces());
        assertThat(bank.implementation()).isNotSameAs(shop.implementation());
        assertThat(Jars.say(bank)).isEqualTo("bank");
        assertThat(bank.deployment().owns("voices.Greeting")).isTrue();
    }

    /** In its own classes, also as a method reference and in class loaders of its own, and in the libraries that it calls. */
    @Test
    void theSystemsClassLoaderIsItsOwn() throws Exception {
        Path lib = JarMaker.jar(folder.resolve("deploy/lib/shared.jar"))
                .source(
                        "shared.Finder",
                        "public class Finder { public static Object loader() { return ClassLoader.getSystemClassLoader(); } }")
                .resource("shared.properties", "")
                .make();
        Contents bank =
                deploy(Jars.of(jar(), HOSTED + """
                        public class VoiceObject implements Voice {
                            static final class Loader extends ClassLoader {
                                Loader() { super(getSystemClassLoader()); }
                            }
                            public String say() {
                                try (java.io.InputStream in = ClassLoader.getSystemResourceAsStream("config.properties")) {
                                    java.util.Properties config = new java.util.Properties();
                                    config.load(in);
                                    java.util.function.Supplier<ClassLoader> system = ClassLoader::getSystemClassLoader;
                                    ClassLoader own = VoiceObject.class.getClassLoader();
                                    return config.getProperty("colour") + (ClassLoader.getSystemClassLoader() == own)
                                            + (system.get() == own) + (new Loader().getParent() == own)
                                            + (shared.Finder.loader() == own)
                                            + ClassLoader.getSystemResource("org/h2/Driver.class")
                                            + (ClassLoader.getSystemResource("shared.properties") != null)
                                            + java.util.Collections.list(ClassLoader.getSystemResources("config.properties")).size();
                                } catch (java.io.IOException failed) {
                                    return failed.toString();
                                }
                            }
                        }
                        """).classPath(lib).resource("config.properties", "colour=red "));

        assertThat(Jars.say(bank.types().get(0))).isEqualTo("red truetruetruetruenulltrue1");
    }

    @Test
    void ownIsWhatTheInterfacesAndTheirSignaturesSay() throws Exception {
        Deployment deployment = deploy(JarMaker.jar(jar())
                        .source(
                                "com.acme.bank.AccountObject",
                                HOSTED + "public class AccountObject"
                                        + " implements com.acme.api.Account { public void hear(com.acme.ears.Ear ear) {} }")
                        .source(
                                "com.acme.api.Account",
                                "public interface Account extends java.rmi.Remote {"
                                        + " void hear(com.acme.ears.Ear ear) throws java.rmi.RemoteException; }")
                        .source("com.acme.ears.Ear", "public interface Ear extends java.rmi.Remote {}"))
                .deployment();

        assertThat(deployment.owns("com.acme.ears.Sound")).isTrue();
        assertThat(deployment.owns("com.acme.model.Money")).isTrue();
        assertThat(deployment.owns("org.gadgets.Chain")).isFalse();
        assertThat(deployment.owns("java.util.ArrayList")).isFalse();
    }

    @Test
    void classesOfALibraryInAFolderAreNotOwn() throws Exception {
        Path library = JarMaker.jar(folder.resolve("deploy/bank/library.jar"))
                .source("voices.gadgets.Chain", "public class Chain implements java.io.Serializable {}")
                .make();
        Contents contents = deploy(Jars.of(
                        folder.resolve("deploy/bank/app.jar"),
                        HOSTED + "public class VoiceObject implements Voice {"
                                + " public String say() { return new voices.gadgets.Chain().getClass().getName(); } }")
                .classPath(library));

        assertThat(Jars.say(contents.types().get(0))).isEqualTo("voices.gadgets.Chain");
        assertThat(contents.deployment().owns("voices.VoiceObject")).isTrue();
        assertThat(contents.deployment().owns("voices.gadgets.Chain")).isFalse();
    }

    @Test
    void theContextGoesToTheConstructorThatTakesIt() throws Exception {
        Contents contents = deploy(Jars.of(
                jar(),
                HOSTED + "class VoiceObject implements Voice {"
                        + " private final String name;"
                        + " VoiceObject() { name = \"nobody\"; }"
                        + " private VoiceObject(dev.hearth.api.ObjectContext context) { name = context.name(); }"
                        + " public String say() { return name; } }"));

        assertThat(Jars.say(contents.types().get(0))).isEqualTo("voice");
        assertThat(contents.types().get(0).keyed()).isTrue();
    }

    @Test
    void argumentsAndTheContextMeetTheirParameters() throws Exception {
        HostedType type = describe(
                "public class VoiceObject implements Voice {"
                        + " public enum Mood { GOOD, BAD } private final String all;"
                        + " VoiceObject(int a, Long b, short c, byte d, double e, Float f, boolean g, char h,"
                        + " dev.hearth.api.ObjectContext context, String i, Mood j, java.math.BigDecimal k,"
                        + " java.math.BigDecimal l, String m, String n) {"
                        + " all = \"\" + a + b + c + d + e + f + g + h + context.name() + i + j + k + l + m + n; }"
                        + " public String say() { return all; } }",
                ", args: [1, 2, 3, 4, 5, 6.5, true, h, text, BAD, 1.50, '2.50', 7, null]");

        assertThat(Jars.say(type)).isEqualTo("12345.06.5truehvoicetextBAD1.502.507null");
        assertThat(type.keyed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, int", "5000000000, long", "1.5, double", "'\"1\"', text", "GOOD, enum", "true, boolean"})
    void theNearestConstructorIsMeant(String argument, String chosen) throws Exception {
        HostedType type = describe(
                "public class VoiceObject implements Voice { enum Mood { GOOD } private final String chosen;"
                        + " VoiceObject(int a) { chosen = \"int\"; } VoiceObject(long a) { chosen = \"long\"; }"
                        + " VoiceObject(double a) { chosen = \"double\"; } VoiceObject(String a) { chosen = \"text\"; }"
                        + " VoiceObject(Mood a) { chosen = \"enum\"; } VoiceObject(boolean a) { chosen = \"boolean\"; }"
                        + " public String say() { return chosen; } }",
                ", args: [" + argument + "]");

        assertThat(Jars.say(type)).isEqualTo(chosen);
    }

    @Test
    void whatAConstructorThrowsComesOutAsItIs() throws Exception {
        Contents contents = deploy(Jars.of(
                jar(),
                HOSTED + "public class VoiceObject implements Voice {"
                        + " public VoiceObject() throws java.io.IOException { throw new java.io.IOException(\"no voice\"); }"
                        + " public String say() { return \"\"; } }"));

        assertThatThrownBy(() -> contents.types().get(0).factory().create(new Jars.Context("voice")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no voice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public class VoiceObject extends java.rmi.server.UnicastRemoteObject implements Voice {"
                        + " public VoiceObject() throws java.rmi.RemoteException {}"
                        + " public String say() { return \"plain\"; } }",
                "public class VoiceObject implements Voice {"
                        + " public VoiceObject() throws java.rmi.RemoteException {"
                        + " java.rmi.server.UnicastRemoteObject.exportObject(this, 0); }"
                        + " public String say() { return \"plain\"; } }"
            })
    void aPlainRmiClassIsHostedAndNotExportedByTheJdk(String source) throws Exception {
        HostedType type = describe(source, "");

        assertThatThrownBy(() -> Jars.make(type)) // no container is there that it could ask
                .hasMessageContaining("ExportException: voices.VoiceObject is no class of a deployment");
    }

    @Test
    void theDescriptorGoesBeforeTheAnnotationOfTheSameName() throws Exception {
        Contents contents = deploy(
                Jars.saying(jar(), "voice", "")
                        .resource(
                                "META-INF/hearth.yaml",
                                "threading: single\nsettings: {colour: blue, size: 7}\nobjects:\n"
                                        + "- {name: voice, class: voices.VoiceObject, lifecycle: persistent}\n"
                                        + "- {name: other, class: voices.VoiceObject, threading: per-object, preload: true}\n"));

        assertThat(contents.types()).extracting(HostedType::name).containsExactly("voice", "other");
        assertThat(contents.types())
                .extracting(HostedType::lifecycle)
                .containsExactly(Lifecycle.PERSISTENT, Lifecycle.TRANSIENT);
        assertThat(contents.types())
                .extracting(HostedType::threading)
                .containsExactly(Threading.SINGLE, Threading.PER_OBJECT);
        assertThat(contents.types()).extracting(HostedType::preload).containsExactly(false, true);
        assertThat(contents.deployment().threading()).isEqualTo(Threading.SINGLE);
        assertThat(contents.deployment().settings())
                .containsEntry("colour", "bank red")
                .containsEntry("size", "7");
    }

    @Test
    void aClassInTheDefaultPackageIsHosted() throws Exception {
        Contents contents = deploy(JarMaker.jar(jar())
                .source("Voice", Jars.REMOTE)
                .source(
                        "VoiceObject",
                        HOSTED + "public class VoiceObject implements Voice {"
                                + " public String say() { return \"bare\"; } }"));

        assertThat(Jars.say(contents.types().get(0))).isEqualTo("bare");
        assertThat(contents.deployment().owns("Money")).isTrue();
        assertThat(contents.deployment().owns("org.gadgets.Chain")).isFalse();
    }

    @Test
    void aJarMayHoldModulesOnly() throws Exception {
        JarMaker.jar(folder.resolve("deploy/lib/shared.jar"))
                .source("shared.Shared", Modules.source("Shared", "shared"))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "shared.Shared\n")
                .make();
        Contents contents = deploy(JarMaker.jar(jar())
                .source("bank.Quota", Modules.source("Quota", "quota"))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "bank.Quota\n"));

        assertThat(contents.types()).isEmpty();
        assertThat(contents.modules()).extracting(module -> module.name()).containsExactly("quota");
        assertThat(deployer.deployments().get(0).modules()).containsExactly("quota");
    }
}
