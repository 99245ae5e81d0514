package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settings of modules for some calls alone, and what is refused of them. */
@Timeout(120)
class SectionsIT {

    private static final Jdk JDK = Jdks.all().get(0);

    @TempDir
    static Path folder;

    private static Stamp stamp;
    private static Server server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        stamp = new Stamp(folder).withTypes().withModule("v1");
        stamp.config(
                List.of("mark: usual"),
                "sections:",
                "  - objects: hooked/gold/first",
                "    stamp: {mark: first of gold}",
                "  - objects: hooked/gold/**",
                "    stamp: {mark: gold}",
                "  - objects: [\"hooked/*ver\", hooked/tin]",
                "    stamp: {mark: silver}",
                "  - objects: hooked/tin",
                "    methods: [say, hold]",
                "    stamp: {mark: tin that speaks}",
                "  - objects: hooked/far",
                "    peers: 192.0.2.0/24",
                "    stamp: {mark: far}",
                "  - objects: hooked/near",
                "    peers: loopback",
                "    stamp: {mark: near}",
                "  - principals: [anonymous]",
                "    objects: hooked/anybody",
                "    stamp: {mark: nobody in particular}");
        server = stamp.start(JDK);
        client = stamp.client(JDK, server.port());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static String mark(String object) {
        String said = client.ask("say", object, "x");
        return said.substring(said.indexOf("[v1 ") + 4, said.indexOf(']'));
    }

    @Test
    void whatHoldsForAllHoldsWhereNoSectionSaysOtherwise() {
        assertThat(mark("hooked")).isEqualTo("usual");
        assertThat(mark("hooked/golden")).isEqualTo("usual");
    }

    @Test
    void aSectionHoldsForTheObjectsBelowAndTheMoreSpecificWins() {
        assertThat(mark("hooked/gold")).isEqualTo("gold");
        assertThat(mark("hooked/gold/second/deep")).isEqualTo("gold");
        assertThat(mark("hooked/gold/first")).isEqualTo("first of gold");
    }

    @Test
    void aStarStandsForLettersOfOnePart() {
        assertThat(mark("hooked/silver")).isEqualTo("silver");
        assertThat(mark("hooked/silver/over")).isEqualTo("usual");
    }

    @Test
    void ofTheSameObjectsTheSectionWithMethodsWins() {
        assertThat(mark("hooked/tin")).isEqualTo("tin that speaks");
    }

    @Test
    void peersAndPrincipalsChooseToo() {
        assertThat(mark("hooked/far")).isEqualTo("usual");
        assertThat(mark("hooked/near")).isEqualTo("near");
        assertThat(mark("hooked/anybody")).isEqualTo("nobody in particular");
    }

    @Test
    void aModuleIsShownWithItsSettings() throws IOException {
        Ran shown = server.hearth("modules", "stamp");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("mark", "text", "plain", "usual", "what it stamps with (also in sections)")
                .contains("for hooked/gold/**", "most", "integer", "10");
    }

    private static String refused(List<String> settings, String... lines) throws IOException {
        Path wrong = folder.resolve("wrong");
        Path config = new Stamp(java.nio.file.Files.createDirectories(wrong)).config(settings, lines);
        Ran check = Server.hearth(
                JDK, folder, List.of("check", "--config=" + config, "--deploy=" + folder.resolve("deploy")));
        assertThat(check.code()).as(check.out()).isNotZero();
        return check.out() + check.err();
    }

    @Test
    void checkRefusesAnUnknownSettingOfAModuleInAJarAndNamesTheNearest() throws IOException {
        assertThat(refused(List.of("mrak: x"))).contains("modules.stamp has no setting 'mrak'; the nearest is 'mark'");
    }

    @Test
    void checkRefusesAValueThatDoesNotFit() throws IOException {
        assertThat(refused(List.of("most: many"))).contains("modules.stamp.most: many is not a whole number");
    }

    @Test
    void checkRefusesInASectionWhatHoldsForAllCalls() throws IOException {
        assertThat(refused(List.of(), "sections:", "  - objects: x", "    stamp: {most: 7}"))
                .contains("stamp.most holds for all calls and can't stand in a section");
    }

    @Test
    void checkRefusesAModuleThatIsNotThere() throws IOException {
        assertThat(refused(List.of(), "sections:", "  - objects: x", "    stmap: {mark: 7}"))
                .contains("there is no module 'stmap'; the nearest is 'stamp'");
    }

    @Test
    void checkRefusesWhatIsNoSelector() throws IOException {
        assertThat(refused(List.of(), "sections:", "  - object: x", "    stamp: {mark: 7}"))
                .contains("'object' in section 1 is no selector (the nearest is 'objects')");
        assertThat(refused(List.of(), "sections:", "  - peers: 10.0.0.1/8", "    stamp: {mark: 7}"))
                .contains("peers in section 1");
        assertThat(refused(List.of(), "sections:", "  - objects: [a, accounts**]", "    stamp: {mark: 7}"))
                .contains("objects in section 1: the pattern 'accounts**' has '**' beside other letters");
        assertThat(refused(List.of(), "sections:", "  - objects: accounts/**"))
                .contains("section 1 says nothing for a module");
    }

    @Test
    void theStartRefusesWhatCheckRefuses() throws IOException {
        Path wrong = java.nio.file.Files.createDirectories(folder.resolve("refused"));
        Stamp refused = new Stamp(wrong).withModule("v1");
        Path config = refused.config(List.of("mrak: x"));
        Ran ran = Server.refused(JDK, wrong, "--config=" + config);
        assertThat(ran.code()).isNotZero();
        assertThat(ran.err())
                .contains("stamp.jar", "modules.stamp has no setting 'mrak'; the nearest is 'mark'")
                .contains("start.without-modules");
        try (Server started = Server.start(JDK, wrong, "--config=" + config, "--start.without-modules=true")) {
            assertThat(started.log()).contains("modules.stamp has no setting 'mrak'; the nearest is 'mark'");
            assertThat(started.hearth("modules").out()).doesNotContain("stamp");
        }
    }
}
