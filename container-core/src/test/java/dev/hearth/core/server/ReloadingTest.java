package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.admin.Administration.ReloadRow;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reload says. */
class ReloadingTest {

    @TempDir
    Path folder;

    private HearthConfig said(String... lines) throws IOException, ConfigException {
        Path file = Files.write(folder.resolve("hearth.yaml"), List.of(lines));
        return new ConfigLoader(folder, Map.of()).load(Optional.of(file), List.of());
    }

    @Test
    void whatNeedsARestartIsComparedWithWhatTheContainerWasStartedWith() throws Exception {
        HearthConfig started = said("port: 2000");
        HearthConfig changed = said("port: 2001", "log: {level: debug}");
        ReloadRow port = new ReloadRow("port", "2000", "2001", false, "");

        assertThat(Reloading.rows(started, started, changed))
                .containsExactly(new ReloadRow("log.level", "info", "debug", true, ""), port);
        assertThat(Reloading.rows(started, changed, changed))
                .as("it still does")
                .containsExactly(port);
        assertThat(Reloading.rows(started, changed, started))
                .as("the port is as it was")
                .containsExactly(new ReloadRow("log.level", "debug", "info", true, ""));
    }

    @Test
    void sectionsThatChangeAreToldOneByOne() throws Exception {
        String kept = "  - {objects: same, limits: {calls-in-progress: 1}}";
        HearthConfig before = said("sections:", kept, "  - {objects: gone, limits: {calls-in-progress: 2}}");
        HearthConfig after = said(
                "sections:",
                "  - {objects: 'tr/**', methods: [a, b], roles: {require: [x]}, limits: {calls-in-progress: 3, keys: 4}}",
                kept);

        assertThat(Reloading.rows(before, before, after))
                .containsExactly(
                        new ReloadRow("sections (gone)", "limits: {calls-in-progress: 2}", "", true, ""),
                        new ReloadRow(
                                "sections (tr/**; methods: a, b)",
                                "",
                                "limits: {calls-in-progress: 3, keys: 4}, roles: {require: [x]}",
                                true,
                                ""));
    }

    @Test
    void anotherOrderOfSectionsIsAChangeToo() throws Exception {
        String one = "  - {objects: one, limits: {calls-in-progress: 1}}";
        String other = "  - {objects: other, limits: {calls-in-progress: 1}}";
        HearthConfig before = said("sections:", one, other);

        assertThat(Reloading.rows(before, before, said("sections:", other, one)))
                .containsExactly(new ReloadRow("sections", "", "in another order", true, ""));
    }
}
