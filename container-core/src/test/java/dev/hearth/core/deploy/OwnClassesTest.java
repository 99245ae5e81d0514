package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnClassesTest {

    private static JarScan jar(String... classes) {
        Map<String, Long> names = Stream.of(classes).collect(Collectors.toMap(name -> name, name -> 1L));
        return new JarScan("some.jar", names, List.of(), List.of(), List.of(), Map.of(), List.of());
    }

    @Test
    void ownIsWhatLiesAtOrBelowAPackageOfARoot() {
        OwnClasses own = OwnClasses.of(List.of("bank.core.AccountObject"), List.of(jar("bank.core.AccountObject")));

        assertThat(own).accepts("bank.core.AccountObject", "bank.core.Money", "bank.core.deep.Thing$1");
        assertThat(own).rejects("bank.Other", "bank.corelation.Thing", "java.lang.String", "Money");
    }

    @Test
    void theCommonParentCountsWhereItHasTwoNames() {
        OwnClasses own = OwnClasses.of(List.of("com.acme.api.Account", "com.acme.impl.deep.AccountObject"), List.of());

        assertThat(own).accepts("com.acme.Money", "com.acme.model.Money");
        assertThat(own).rejects("com.other.Money", "com.acmecorp.Money");
    }

    @Test
    void aLibraryWithRemoteInterfacesLeavesTheProgramsCommonParent() {
        JarScan program = jar("com.acme.api.Account", "com.acme.server.Main", "com.acme.model.Money");
        JarScan library = jar("org.lib.rmi.Peer", "org.lib.model.Gadget");
        OwnClasses own = OwnClasses.of(
                List.of("com.acme.api.Account", "com.acme.server.Main", "org.lib.rmi.Peer"), List.of(program, library));

        assertThat(own).accepts("com.acme.model.Money", "org.lib.rmi.Value");
        assertThat(own).rejects("org.lib.model.Gadget", "com.Money");
    }

    @Test
    void aCommonParentOfOneNameDoesNotCount() {
        OwnClasses own = OwnClasses.of(List.of("com.acme.Account", "com.other.AccountObject"), List.of());

        assertThat(own).accepts("com.acme.Money", "com.other.x.Money").rejects("com.Money", "com.third.Money");
    }

    @Test
    void classesOfALibraryAreNotOwnEvenInAnOwnPackage() {
        OwnClasses own = OwnClasses.of(
                List.of("bank.app.AccountObject"),
                List.of(jar("bank.app.AccountObject", "bank.app.Money"), jar("bank.app.Gadget", "bank.app.Money")));

        assertThat(own).accepts("bank.app.Money").rejects("bank.app.Gadget");
    }

    @Test
    void theJarThatIsSearchedFirstDecidesWhoseAClassIs() {
        OwnClasses own = OwnClasses.of(
                List.of("bank.app.AccountObject"),
                List.of(jar("bank.app.Money"), jar("bank.app.AccountObject", "bank.app.Money")));

        assertThat(own).rejects("bank.app.Money");
    }

    @Test
    void theDefaultPackageDoesNotMakeEverythingOwn() {
        OwnClasses own = OwnClasses.of(List.of("AccountObject", "com.acme.Account"), List.of());

        assertThat(own).accepts("Money", "com.acme.Money").rejects("org.gadgets.Chain", "com.Money");
    }

    @Test
    void withoutRootsNothingIsOwn() {
        assertThat(OwnClasses.of(List.of(), List.of(jar("bank.Money")))).rejects("bank.Money", "Money");
    }
}
