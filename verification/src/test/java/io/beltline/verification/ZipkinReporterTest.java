package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.ZipkinServer;
import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.SpanBytesDecoder;
import zipkin2.reporter.AsyncReporter;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.InMemoryReporterMetrics;
import zipkin2.reporter.SpanBytesEncoder;
import zipkin2.reporter.urlconnection.URLConnectionSender;

/** What Zipkin's own reporter sends through the collector is shown by a real Zipkin the same. */
class ZipkinReporterTest {
  private static final int TRACES = 25;
  private static final long NOW = 1_700_000_000_000_000L;
  private static final String CONFIG =
      """
      receivers:
        zipkin: {endpoint: '127.0.0.1:%d'}
      exporters:
        zipkin: {endpoint: '%s', format: proto}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          traces: {receivers: [zipkin], exporters: [zipkin]}
      """;

  @TempDir private Path folder;

  @Test
  void every_form_arrives_complete_and_unchanged() throws Exception {
    int port = Ports.free(1)[0];
    try (ZipkinServer zipkin = ZipkinServer.start(folder);
        BeltlineProcess collector =
            BeltlineProcess.start(folder, CONFIG.formatted(port, zipkin.endpoint()), port)) {
      for (SpanBytesEncoder form : SpanBytesEncoder.values()) {
        List<Span> sent = spans(form.ordinal() + 1);
        send(port, form, sent);
        for (List<Span> trace :
            read(form, sent).stream().collect(Collectors.groupingBy(Span::traceId)).values()) {
          List<Span> shown = zipkin.shown(trace.getFirst().traceId(), trace.size());
          assertThat(shown)
              .as("%s%n%s", form, collector.process().log())
              .containsExactlyInAnyOrderElementsOf(trace);
        }
      }
    }
  }

  private static void send(int port, SpanBytesEncoder form, List<Span> spans) throws IOException {
    String path = form.name().equals("JSON_V1") || form.name().equals("THRIFT") ? "v1" : "v2";
    String url = "http://127.0.0.1:%d/api/%s/spans".formatted(port, path);
    try (BytesMessageSender sender =
        URLConnectionSender.newBuilder().endpoint(url).encoding(form.encoding()).build()) {
      InMemoryReporterMetrics metrics = new InMemoryReporterMetrics();
      AsyncReporter<Span> reporter = AsyncReporter.builder(sender).metrics(metrics).build(form);
      spans.forEach(reporter::report);
      reporter.flush();
      reporter.close();
      assertThat(metrics.messagesDroppedByCause()).as(form.name()).isEmpty();
      assertThat(metrics.spans()).isEqualTo(spans.size());
      assertThat(metrics.spansDropped()).isZero();
    }
  }

  /** What the form holds of the spans, in the words of Zipkin's own decoder. */
  private static List<Span> read(SpanBytesEncoder form, List<Span> spans) {
    List<Span> read = new ArrayList<>();
    for (Span span : spans) {
      byte[] list = zipkin2.codec.SpanBytesEncoder.valueOf(form.name()).encodeList(List.of(span));
      read.addAll(SpanBytesDecoder.valueOf(form.name()).decodeList(list));
    }
    return read.stream().map(ZipkinReporterTest::withStatus).toList();
  }

  /** The exporter writes the tags of a failure that OpenTelemetry asks for beside Zipkin's own. */
  private static Span withStatus(Span span) {
    String error = span.tags().get("error");
    return error == null
        ? span
        : span.toBuilder()
            .putTag("otel.status_code", "ERROR")
            .putTag("otel.status_description", error)
            .build();
  }

  /** Traces of a call whose two sides share an id, and of what the server does for it. */
  private static List<Span> spans(long form) {
    Endpoint web = Endpoint.newBuilder().serviceName("web").ip("10.0.0.1").port(8080).build();
    Endpoint shop = Endpoint.newBuilder().serviceName("shop").ip("2001:db8::2").build();
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= TRACES; i++) {
      Span.Builder any =
          Span.newBuilder().traceId(i % 2 == 0 ? 0 : form, form << 32 | i).timestamp(NOW + i);
      Span.Builder call = any.clone().id(1L).name("get /cart").duration(200L);
      spans.add(
          call.clone()
              .kind(Span.Kind.CLIENT)
              .localEndpoint(web)
              .remoteEndpoint(shop)
              .putTag("http.path", "/cart/" + i)
              .build());
      spans.add(
          call.kind(Span.Kind.SERVER)
              .localEndpoint(shop)
              .addAnnotation(NOW + i + 3, "cache miss")
              .shared(true)
              .build());
      spans.add(
          any.parentId(1L)
              .id(2L)
              .name("query")
              .duration(1L)
              .localEndpoint(shop)
              .putTag("error", "deadlock")
              .build());
    }
    return spans;
  }
}
