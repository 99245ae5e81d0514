package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that can be wrong with a JAR, and what is said about it. */
class InspectionTest {

    private static final String HOSTED = "@dev.hearth.api.HostedObject(name = \"voice\") ";

    @TempDir
    Path folder;

    private Path jar() {
        return folder.resolve("bank.jar");
    }

    private Inspection inspect() {
        return Deployer.inspect(jar(), folder, Threading.POOLED);
    }

    private Inspection inspect(JarMaker jar) {
        jar.make();
        return inspect();
    }

    private Inspection inspect(String implementation) {
        return inspect(Jars.of(jar(), implementation));
    }

    private Inspection describe(String yaml) {
        return inspect(Jars.of(
                        jar(),
                        "public class VoiceObject implements Voice {"
                                + " public enum Mood { GOOD, BAD }"
                                + " public VoiceObject() {}"
                                + " public VoiceObject(int number) {}"
                                + " public VoiceObject(String text, Mood mood) {}"
                                + " public VoiceObject(long a, byte b, java.math.BigDecimal c) {}"
                                + " public String say() { return \"\"; } }")
                .resource("META-INF/hearth.yaml", yaml));
    }

    private static void complains(Inspection inspection, String... parts) {
        assertThat(inspection.passed()).isFalse();
        assertThat(inspection.problems())
                .singleElement()
                .asString()
                .startsWith("bank.jar: ")
                .contains(parts);
    }

    @Test
    void aSoundJarPassesAndSaysWhatItHosts() {
        Inspection inspection = inspect("@dev.hearth.api.HostedObject(name = \"voice\","
                + " lifecycle = dev.hearth.api.Lifecycle.PERSISTENT, threading = dev.hearth.api.Threading.SINGLE)"
                + " class VoiceObject implements Voice {"
                + " private VoiceObject() {} public String say() { return \"\"; } }");

        assertThat(inspection)
                .isEqualTo(new Inspection(
                        "bank",
                        List.of(new TypeSummary(
                                "voice",
                                "voices.VoiceObject",
                                List.of("voices.Voice"),
                                Lifecycle.PERSISTENT,
                                Threading.SINGLE,
                                false,
                                true)),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void noCodeIsRun() {
        Inspection inspection = inspect(HOSTED + "public class VoiceObject implements Voice {"
                + " static { if (true) throw new IllegalStateException(\"run\"); }"
                + " public String say() { return \"\"; } }");

        assertThat(inspection.problems()).isEmpty();
    }

    @Test
    void aFileThatIsNotThere() {
        complains(Deployer.inspect(Path.of("bank.jar"), folder, Threading.POOLED), "is not there");
    }

    @Test
    void aFileThatIsNoJar() throws IOException {
        Files.writeString(jar(), "certainly no ZIP");
        complains(inspect(), "not a readable JAR file", "build or copy it again");
    }

    @Test
    void aJarWithNothingToHost() {
        complains(inspect(JarMaker.jar(jar()).resource("readme.txt", "")), "holds nothing to host", "@HostedObject");
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "a~b, '~'",
        "/a, slash",
        "a/, slash",
        "a//b, slash",
        "a\\tb, control character",
        "registry, registry",
        "registry/x, registry"
    })
    void aNameThatCantBe(String name, String said) {
        complains(inspect(Jars.saying(jar(), name, "")), "voices.VoiceObject: the name '", "in @HostedObject", said);
    }

    @Test
    void aNameThatIsTooLong() {
        complains(inspect(Jars.saying(jar(), "n".repeat(201), "")), "has 201 characters: use at most 200");
        assertThat(inspect(Jars.saying(jar(), "n".repeat(200), "")).passed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"voice, is that of", "voice/low, lies below 'voice'"})
    void twoNamesThatGetInEachOthersWay(String other, String said) {
        complains(
                inspect(Jars.saying(jar(), "voice", "")
                        .source(
                                "voices.Other",
                                "@dev.hearth.api.HostedObject(name = \"" + other + "\")"
                                        + " public class Other extends VoiceObject {}")),
                said,
                "voices.VoiceObject",
                "voices.Other",
                "rename one");
    }

    @Test
    void oneNameGivenTwiceToOneClass() {
        complains(
                inspect(Jars.of(
                                jar(),
                                "public class VoiceObject implements Voice { public String say() { return \"\"; } }")
                        .resource(
                                "META-INF/hearth.yaml",
                                "objects: [{name: voice, class: voices.VoiceObject},"
                                        + " {name: voice, class: voices.VoiceObject}]")),
                "the name 'voice' is given to voices.VoiceObject twice");
    }

    @Test
    void aNeighbourWithALongerNameIsNotBelow() {
        assertThat(inspect(Jars.saying(jar(), "voice", "")
                                .source(
                                        "voices.Other",
                                        "@dev.hearth.api.HostedObject(name = \"voices\")"
                                                + " public class Other extends VoiceObject {}"))
                        .problems())
                .isEmpty();
    }

    @Test
    void anInterfaceThatIsNotRemote() {
        complains(
                inspect(JarMaker.jar(jar())
                        .source("bank.Account", "public interface Account { long balance(); }")
                        .source(
                                "bank.AccountObject",
                                HOSTED + "public class AccountObject implements Account {"
                                        + " public long balance() { return 0; } }")),
                "bank.AccountObject",
                "'public interface Account extends java.rmi.Remote'");
    }

    @Test
    void noInterfaceAtAll() {
        complains(
                inspect(JarMaker.jar(jar()).source("bank.AccountObject", HOSTED + "public class AccountObject {}")),
                "bank.AccountObject implements no remote interface",
                "extends java.rmi.Remote");
    }

    @Test
    void aMethodWithoutRemoteException() {
        complains(
                inspect(JarMaker.jar(jar())
                        .source("bank.Account", "public interface Account extends java.rmi.Remote { long balance(); }")
                        .source(
                                "bank.AccountObject",
                                HOSTED + "public class AccountObject implements Account {"
                                        + " public long balance() { return 0; } }")),
                "bank.Account.balance",
                "add 'throws RemoteException'");
    }

    @Test
    void aMethodThatDeclaresAnExceptionAboveRemoteExceptionIsFine() {
        Inspection inspection = inspect(JarMaker.jar(jar())
                .source(
                        "bank.Account",
                        "public interface Account extends java.rmi.Remote {"
                                + " long balance() throws java.io.IOException; }")
                .source(
                        "bank.AccountObject",
                        HOSTED + "public class AccountObject implements Account {"
                                + " public long balance() { return 0; } }"));

        assertThat(inspection.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"abstract class, abstract", "interface, an interface"})
    void aClassThatHasNoObjects(String kind, String said) {
        complains(
                inspect(HOSTED + "public " + kind + " VoiceObject "
                        + (kind.equals("interface") ? "extends" : "implements") + " Voice {}"),
                "voices.VoiceObject is " + said);
    }

    @Test
    void noUsableConstructor() {
        complains(
                inspect(HOSTED + "public class VoiceObject implements Voice {"
                        + " VoiceObject(java.io.File file) {} public String say() { return \"\"; } }"),
                "voices.VoiceObject has no constructor that Hearth can call",
                "'public VoiceObject() {}'",
                "'public VoiceObject(ObjectContext context) { … }'",
                "VoiceObject(File)");
    }

    @Test
    void anInnerClass() {
        complains(
                inspect("public class VoiceObject {" + HOSTED + " public class Inner implements Voice {"
                        + " public String say() { return \"\"; } } }"),
                "voices.VoiceObject$Inner is an inner class",
                "static class Inner");
    }

    @Test
    void typesThatCantTravel() {
        Inspection inspection = inspect(JarMaker.jar(jar())
                .source("bank.Money", "public record Money(long cents) {}")
                .source(
                        "bank.Account",
                        "public interface Account extends java.rmi.Remote {"
                                + " java.util.Optional<String> find() throws java.rmi.RemoteException;"
                                + " void pay(Money[] money) throws java.rmi.RemoteException; }")
                .source(
                        "bank.AccountObject",
                        HOSTED + "public class AccountObject implements Account {"
                                + " public java.util.Optional<String> find() { return null; }"
                                + " public void pay(Money[] money) {} }"));

        assertThat(inspection.problems()).hasSize(2).allMatch(problem -> problem.startsWith("bank.jar: bank.Account."));
        assertThat(inspection.problems())
                .anyMatch(problem -> problem.contains("find returns java.util.Optional, which can't travel"))
                .anyMatch(problem -> problem.contains("pay takes bank.Money, which can't travel")
                        && problem.contains("implement java.io.Serializable"));
        assertThat(inspection.types()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void aDeadlineThatIsNoTime(long millis) {
        String deadline = "@dev.hearth.api.Deadline(millis = " + millis + ")";
        String[] words = {"@Deadline(millis = " + millis + ")", "for say of voices.VoiceObject", "say at least 1"};
        complains(
                inspect(HOSTED + "public class VoiceObject implements Voice { " + deadline
                        + " public String say() { return \"\"; } }"),
                words);
        complains(
                inspect(HOSTED + deadline + " public class VoiceObject implements Voice {"
                        + " public String say() { return \"\"; } }"),
                words);
    }

    @Test
    void aMissingClass() {
        complains(
                inspect(JarMaker.jar(jar())
                        .source("money.Money", "public class Money implements java.io.Serializable {}")
                        .source(
                                "bank.Account",
                                "public interface Account extends java.rmi.Remote {"
                                        + " money.Money find() throws java.rmi.RemoteException; }")
                        .source(
                                "bank.AccountObject",
                                HOSTED + "public class AccountObject implements Account {"
                                        + " public money.Money find() { return null; } }")
                        .without("money.Money")),
                "bank.AccountObject needs the class money.Money, which is missing",
                "pack it into the JAR");
    }

    @Test
    void aMissingSuperclass() {
        complains(
                inspect(Jars.of(
                                jar(),
                                HOSTED + "public class VoiceObject extends Base implements Voice {"
                                        + " public String say() { return \"\"; } }")
                        .source("voices.Base", "public class Base {}")
                        .without("voices.Base")),
                "voices.VoiceObject needs the class voices.Base");
    }

    @Test
    void aClassForANewerJava() {
        JarMaker maker = Jars.saying(jar(), "voice", "");
        int newer = Runtime.version().feature() + 1;
        Map<String, byte[]> classes = maker.compile();
        byte[] bytes = classes.get("voices/VoiceObject.class");
        bytes[7] = (byte) (newer + 44);
        complains(
                inspect(JarMaker.jar(jar())
                        .entry("voices/Voice.class", classes.get("voices/Voice.class"))
                        .entry("voices/VoiceObject.class", bytes)),
                "voices.VoiceObject is compiled for Java " + newer,
                "--release " + (newer - 1));
    }

    @Test
    void aClassFileThatIsDamaged() {
        byte[] bytes = Jars.saying(jar(), "voice", "").compile().get("voices/VoiceObject.class");
        bytes[8] = 0;
        bytes[9] = 2;
        complains(
                inspect(JarMaker.jar(jar()).entry("voices/VoiceObject.class", bytes)),
                "voices.VoiceObject can't be loaded");
    }

    @Test
    void allProblemsAreSaidAtOnce() {
        Inspection inspection = inspect(Jars.saying(jar(), "a~b", "")
                .source("voices.Other", HOSTED + "public class Other {}")
                .resource("META-INF/hearth.yaml", "objekts: []"));

        assertThat(inspection.problems()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "main: bank.Server | main: there is no class bank.Server",
                "main: voices.Voice | has no 'public static void main(String[] args)': name the class that has it",
                "args: [7] | has 'args' and no 'main' that would get them",
                "objekts: [] | unknown key 'objekts'; did you mean 'objects'?",
                "objects: {} | objects: is not a list",
                "objects: [1] | objects[0]: is no object",
                "objects: [{name: v}] | objects[0]: has no class",
                "objects: [{class: voices.VoiceObject}] | objects[0]: has no name: write 'name: '",
                "objects: [{name: v, class: voices.VoiceObject, lifecyle: transient}] | unknown key 'objects[0].lifecyle'; did you mean 'lifecycle'?",
                "objects: [{name: v, class: voices.VoiceObject, lifecycle: persistant}] | objects[0].lifecycle: there is no 'persistant'; did you mean 'persistent'?",
                "objects: [{name: v, class: voices.VoiceObject, preload: perhaps}] | preload: 'perhaps' is neither true nor false",
                "objects: [{name: v, class: voices.VoiceObjct}] | there is no class voices.VoiceObjct; did you mean 'voices.VoiceObject'?",
                "objects: [{name: v~, class: voices.VoiceObject}] | objects[0]: the name 'v~' holds '~'",
                "objects: [{name: v, class: voices.VoiceObject, args: 7}] | objects[0].args: is not a list: write 'args: [7]'",
                "objects: [{name: v, class: voices.VoiceObject, args: [[7]]}] | objects[0].args[0]: is not a single",
                "objects: [{name: v, class: voices.VoiceObject, args: [true]}] | no constructor for the args [true]",
                "objects: [{name: v, class: voices.VoiceObject, args: [99999999999]}] | no constructor for the args [99999999999]",
                "objects: [{name: v, class: voices.VoiceObject, args: [text, UGLY]}] | VoiceObject(String, Mood)",
                "objects: [{name: v, class: voices.VoiceObject, args: [1, 300, 2.5]}] | no constructor for the args",
                "threading: sinlge | threading: there is no 'sinlge'; did you mean 'single'? (known: inherit, single, per-object",
                "settings: text | settings: write them as 'name: value'",
                "settings: {a: [1]} | the value of 'a' is not a single text or number",
                "just text | holds no keys",
                "objects: [ | is not valid YAML: line",
                "{settings: {}, settings: {}} | is not valid YAML: line 1: Duplicate"
            })
    void aDescriptorThatIsWrong(String yaml, String said) {
        Inspection inspection = describe(yaml);

        assertThat(inspection.problems())
                .anyMatch(problem -> problem.startsWith("bank.jar: ") && problem.contains(said));
    }

    @Test
    void anEmptyDescriptorSaysNothing() {
        Inspection inspection =
                inspect(Jars.saying(jar(), "voice", "").resource("META-INF/hearth.yaml", "# nothing yet\n"));

        assertThat(inspection.problems()).isEmpty();
    }

    @Test
    void anAmbiguousConstructor() {
        complains(
                inspect(Jars.of(
                                jar(),
                                "public class VoiceObject implements Voice {"
                                        + " public VoiceObject(int a) {} public VoiceObject(Integer a) {}"
                                        + " public String say() { return \"\"; } }")
                        .resource(
                                "META-INF/hearth.yaml", "objects: [{name: v, class: voices.VoiceObject, args: [1]}]")),
                "has several constructors for the args [1]");
    }

    @Test
    void aModuleThatIsNotThere() {
        complains(
                inspect(JarMaker.jar(jar())
                        .resource("META-INF/services/dev.hearth.api.hook.HookModule", "bank.Quota\n")),
                "META-INF/services/dev.hearth.api.hook.HookModule",
                "bank.Quota");
    }

    @Test
    void modulesAreNamedByTheirClasses() {
        Inspection inspection = inspect(JarMaker.jar(jar())
                .source("bank.Quota", Modules.source("Quota", "quota"))
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "bank.Quota\n"));

        assertThat(inspection.problems()).isEmpty();
        assertThat(inspection.modules()).containsExactly("bank.Quota");
    }

    @Test
    void twoVersionsOfAProgramInOneFolder() {
        Path program = folder.resolve("bank");
        Path old = Jars.saying(program.resolve("voice-1.0.jar"), "voice", "old").make();
        Jars.saying(program.resolve("voice-1.1.jar"), "voice", "new").make();

        assertThat(Deployer.inspect(program, folder, Threading.POOLED).problems())
                .singleElement()
                .asString()
                .isEqualTo("bank/voice-1.1.jar: holds voices.VoiceObject, and so does bank/voice-1.0.jar, another one:"
                        + " remove one of the two JARs");
        Jars.saying(program.resolve("voice-1.1.jar"), "voice", "old").make();
        assertThat(Deployer.inspect(program, folder, Threading.POOLED).problems())
                .as("copies of one class")
                .isEmpty();
        assertThat(old).exists();
    }

    private static JarMaker helper(Path jar, String text) {
        return JarMaker.jar(jar)
                .source("help.Helper", "public class Helper { public static final String TEXT = \"" + text + "\"; }")
                .source("help.Second", "public class Second { String text = \"" + text + "\"; }")
                .source("help.Same", "public class Same {}")
                .entry("help/package-info.class", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void differentClassesOfOneNameAreToldOfOnceForEachTwoFiles() throws IOException {
        Path program = folder.resolve("bank");
        Jars.saying(program.resolve("voice.jar"), "voice", "").make();
        helper(program.resolve("a.jar"), "a").make();
        helper(program.resolve("b.jar"), "b").make();
        helper(program.resolve("c.jar"), "a").make();

        Inspection inspection = Deployer.inspect(program, folder, Threading.POOLED);

        assertThat(inspection.problems()).isEmpty();
        assertThat(inspection.warnings())
                .containsExactly(
                        "bank/b.jar holds another help.Helper (and 1 more such) than bank/a.jar, whose one is used:"
                                + " leave it in one of the two");
        helper(folder.resolve("lib/shared.jar"), "b").make();
        assertThat(Deployer.inspect(program, folder, Threading.POOLED).warnings())
                .hasSize(2)
                .allMatch(line -> line.contains("than lib/shared.jar, whose one is used"));
    }

    @Test
    void aClassThatIsTwiceInAJarIsToldOf() throws IOException {
        Path jar = Jars.saying(jar(), "voice", "")
                .entry("help/Helper.class", new byte[] {1})
                .entry("help/Helpes.class", new byte[] {2})
                .make();
        Jars.sameName(jar, "help/Helpes.class", "help/Helper.class");

        assertThat(Deployer.inspect(jar, folder, Threading.POOLED).warnings())
                .containsExactly(
                        "bank.jar holds two different classes help.Helper: the last one in it is used; pack it anew");
    }

    @Test
    void theLibrariesOfTheDeployFolderAreSeen() {
        Path lib = JarMaker.jar(folder.resolve("lib/shared.jar"))
                .source("shared.Base", "public class Base {}")
                .make();
        JarMaker jar = Jars.of(
                        jar(),
                        HOSTED + "public class VoiceObject extends shared.Base implements Voice {"
                                + " public String say() { return \"\"; } }")
                .classPath(lib);

        assertThat(inspect(jar).problems()).isEmpty();
        assertThat(Deployer.inspect(jar(), folder.resolve("elsewhere"), Threading.POOLED)
                        .problems())
                .singleElement()
                .asString()
                .contains("shared.Base");
    }
}
