package dev.hearth.core.cli.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void noneIsGivenTwice() throws IOException {
        List<Integer> given = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            given.add(Ports.free());
        }
        assertThat(given).doesNotHaveDuplicates().allMatch(port -> port >= 20_000 && port < 30_000);
    }
}
