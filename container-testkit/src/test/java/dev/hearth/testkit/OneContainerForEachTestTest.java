package dev.hearth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class OneContainerForEachTestTest {

    @RegisterExtension
    final HearthExtension hearth = HearthExtension.hosting(EchoObject.class);

    @RepeatedTest(3)
    void nothingIsLeftOfTheLastOne(@Stub("echoes/a") Echo echo) throws Exception {
        assertThat(echo.say("x").count()).isEqualTo(1);
    }
}
