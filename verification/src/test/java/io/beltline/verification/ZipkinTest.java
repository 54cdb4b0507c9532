package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.Compression;
import io.beltline.verification.client.Delivery;
import io.beltline.verification.client.JavaAgentClient;
import io.beltline.verification.client.Protocol;
import io.beltline.verification.client.Sent;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.ZipkinServer;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Zipkin shows the trace of a real Java application. */
class ZipkinTest {
  private static final int REQUESTS = 3;
  private static final int SPANS_PER_TRACE = 6;
  private static final String CONFIG =
      """
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: '127.0.0.1:%d'}
      exporters:
        zipkin: {endpoint: '%s'}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          traces: {receivers: [otlp], exporters: [zipkin]}
      """;

  @TempDir private Path folder;

  @Test
  void the_spans_of_a_java_application_are_shown_with_names_parents_and_service() throws Exception {
    int port = Ports.free(1)[0];
    try (ZipkinServer zipkin = ZipkinServer.start(folder);
        BeltlineProcess collector =
            BeltlineProcess.start(folder, CONFIG.formatted(port, zipkin.endpoint()), port)) {
      Delivery delivery = new Delivery("Shop", Protocol.GRPC, Compression.GZIP, port, port);
      Sent sent = new JavaAgentClient().send(delivery, REQUESTS);

      assertThat(sent.traceIds()).hasSize(REQUESTS);
      for (String traceId : sent.traceIds()) {
        List<Sent.Span> expected =
            sent.spans().stream()
                .filter(span -> span.traceId().equals(traceId))
                .map(ZipkinTest::inZipkin)
                .toList();
        List<ZipkinServer.Span> shown = zipkin.trace(traceId, SPANS_PER_TRACE);

        assertThat(expected).hasSize(SPANS_PER_TRACE);
        assertThat(shown)
            .as(collector.process().log())
            .map(span -> new Sent.Span(span.traceId(), span.id(), span.parentId(), span.name()))
            .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(shown).allMatch(span -> span.service().equals("shop"));
        assertThat(shown)
            .map(ZipkinServer.Span::kind)
            .containsOnly("CLIENT", "SERVER")
            .containsExactlyInAnyOrder("CLIENT", "CLIENT", "CLIENT", "SERVER", "SERVER", "SERVER");
      }
    }
  }

  /** Zipkin shows names in lower case. */
  private static Sent.Span inZipkin(Sent.Span span) {
    String name = span.name().toLowerCase(Locale.ROOT);
    return new Sent.Span(span.traceId(), span.spanId(), span.parentSpanId(), name);
  }
}
