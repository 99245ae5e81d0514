package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.adopt.Findings;
import dev.hearth.core.adopt.Proposal;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hearth adopt} writes is a descriptor. */
class AdoptedDescriptorTest {

    @TempDir
    Path folder;

    @Test
    void objectsAreReadAsTheyWereFound() throws IOException {
        String body = "public class %s implements Bank { %s public int balance(String of) { return 1; } }";
        Path jar = JarMaker.jar(folder.resolve("bank.jar"))
                .source(
                        "bank.Bank",
                        "public interface Bank extends java.rmi.Remote {"
                                + " int balance(String of) throws java.rmi.RemoteException; }")
                .source("bank.BankImpl", String.format(body, "BankImpl", "BankImpl(String a, long b, boolean c) {}"))
                .source("bank.YesImpl", String.format(body, "YesImpl", ""))
                .source("bank.Binder", """
                        public class Binder {
                            void bind() throws Exception {
                                java.rmi.Naming.bind("//host/odd: \\"name\\" #1", new BankImpl("it's: \\n#a\\t\\u0001", 7L, false));
                                java.rmi.Naming.bind("//host/true", new YesImpl());
                            }
                        }""")
                .make();
        Problems problems = new Problems("bank.jar");

        Descriptor descriptor = new DescriptorReader("bank.jar", problems)
                .read(Proposal.of(Findings.of(jar)).getBytes(StandardCharsets.UTF_8));

        assertThat(problems.list()).isEmpty();
        assertThat(descriptor.objects()).hasSize(2);
        Descriptor.Entry odd = descriptor.objects().get(0);
        assertThat(odd.name()).isEqualTo("odd: \"name\" #1");
        assertThat(odd.className()).isEqualTo("bank.BankImpl");
        assertThat(odd.arguments())
                .extracting(Object::toString)
                .containsExactly("\"it's: \\n#a\\t\\u0001\"", "7", "false");
        assertThat(descriptor.objects().get(1).name()).isEqualTo("true");
    }

    @Test
    void whatHoldsNothingIsAnEmptyDescriptor() throws IOException {
        Path jar = JarMaker.jar(folder.resolve("no.jar"))
                .source("no.Thing", "public class Thing {}")
                .make();
        Problems problems = new Problems("no.jar");

        Descriptor descriptor = new DescriptorReader("no.jar", problems)
                .read(Proposal.of(Findings.of(jar)).getBytes(StandardCharsets.UTF_8));

        assertThat(problems.list()).isEmpty();
        assertThat(descriptor.objects()).isEmpty();
    }
}
