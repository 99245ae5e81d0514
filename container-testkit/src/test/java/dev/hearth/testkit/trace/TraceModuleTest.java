package dev.hearth.testkit.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hearth.testkit.HearthExtension;
import dev.hearth.testkit.Stub;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The module {@code trace} with OpenTelemetry's own SDK, in one JVM with it, as an operator sets it up. */
class TraceModuleTest {

    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

    @RegisterExtension
    final HearthExtension hearth =
            HearthExtension.hosting(TravellerObject.class).setting("modules.trace.enabled", true);

    @BeforeAll
    static void setUp() {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                        .build())
                .build());
    }

    @AfterAll
    static void takeDown() {
        GlobalOpenTelemetry.resetForTest();
    }

    @BeforeEach
    void forget() {
        SPANS.reset();
    }

    private static Map<String, SpanData> spans() {
        return SPANS.getFinishedSpanItems().stream().collect(Collectors.toMap(SpanData::getName, Function.identity()));
    }

    @Test
    void nestedCallsAndWhatHostedCodeBeginsAreChildren(@Stub("travellers/a") Traveller a) throws Exception {
        SPANS.reset(); // without that of the lookup

        assertThat(a.visit("b,c")).isEqualTo(2);

        Map<String, SpanData> spans = spans();
        SpanData first = spans.get("travellers/a.visit");
        assertThat(spans)
                .containsOnlyKeys(
                        "travellers/a.visit",
                        "own of travellers/a",
                        "travellers/b.visit",
                        "own of travellers/b",
                        "travellers/c.visit",
                        "own of travellers/c");
        assertThat(first.getParentSpanContext().isValid()).isFalse();
        assertThat(first.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(spans.get("travellers/b.visit").getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(parent(spans, "own of travellers/a")).isEqualTo("travellers/a.visit");
        assertThat(parent(spans, "travellers/b.visit")).isEqualTo("own of travellers/a");
        assertThat(parent(spans, "own of travellers/b")).isEqualTo("travellers/b.visit");
        assertThat(parent(spans, "travellers/c.visit")).isEqualTo("own of travellers/b");
        assertThat(spans.values()).allMatch(SpanData::hasEnded);
    }

    private static String parent(Map<String, SpanData> spans, String name) {
        String parent = spans.get(name).getParentSpanId();
        return spans.values().stream()
                .filter(span -> span.getSpanId().equals(parent))
                .map(SpanData::getName)
                .findFirst()
                .orElse("none");
    }

    @Test
    void aSpanSaysWhatWasCalledAndHowItCameOut(@Stub("travellers/a") Traveller a) {
        SPANS.reset();

        assertThatIllegalStateException().isThrownBy(a::fail);

        SpanData span = spans().get("travellers/a.fail");
        assertThat(text(span, "rpc.method")).isEqualTo("fail");
        assertThat(text(span, "hearth.object")).isEqualTo("travellers/a");
        assertThat(text(span, "hearth.outcome")).isEqualTo("exception");
        assertThat(text(span, "error.type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(text(span, "network.peer.address")).isEqualTo("127.0.0.1");
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.toString()).doesNotContain("not for the trace");
    }

    private static String text(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.stringKey(key));
    }
}
