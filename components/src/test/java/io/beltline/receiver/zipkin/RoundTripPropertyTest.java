package io.beltline.receiver.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.exporter.Yaml;
import io.beltline.exporter.zipkin.ZipkinExporterConfig;
import io.beltline.exporter.zipkin.ZipkinExporterFactory;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.SpanBytesDecoder;
import zipkin2.codec.SpanBytesEncoder;

/**
 * What Zipkin's own codec writes comes out of the exporter as it went into the receiver, in each
 * form. The codec is the judge of what a span of version 1 means.
 */
class RoundTripPropertyTest {
  private static final AtomicReference<Slice> GOT = new AtomicReference<>(Slice.EMPTY);
  private static final ScriptedBackend ZIPKIN =
      ScriptedBackend.http(
          request -> {
            GOT.set(request.body());
            return HttpResponse.empty(202);
          });
  private static final Exporter JSON = exporter("json");
  private static final Exporter PROTO = exporter("proto");

  @AfterContainer
  static void end() {
    Deadline soon = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1));
    JSON.shutdown(soon);
    PROTO.shutdown(soon);
    ZIPKIN.close();
  }

  @Provide
  Arbitrary<Span> spans() {
    Arbitrary<Long> ids = Arbitraries.longs().filter(id -> id != 0);
    Arbitrary<String> words =
        Arbitraries.strings().withChars("abcxyz 0189{}\"'/äß☃").ofMinLength(1).ofMaxLength(10);
    Arbitrary<String> keys =
        Arbitraries.of(
            "http.path", "host.name", "k8s.pod.name", "otel.scope.x", "mood", "error", "a b", "ü");
    Arbitrary<Endpoint> here = places("shop", "größe");
    Arbitrary<Endpoint> there = places("db 1", "mail");
    Arbitrary<Long> times = Arbitraries.longs().between(1, 1L << 52);
    return Combinators.combine(
            Combinators.combine(Arbitraries.longs(), ids, ids, Arbitraries.longs().between(-1, 3))
                .as(RoundTripPropertyTest::ids),
            words.injectNull(0.1),
            Arbitraries.of(Span.Kind.class).injectNull(0.3),
            times.injectNull(0.2),
            times.injectNull(0.2),
            here,
            there.injectNull(0.4),
            Combinators.combine(
                    Arbitraries.maps(times, words).ofMaxSize(3),
                    Arbitraries.maps(keys, words).ofMaxSize(4))
                .as(Texts::new))
        .as(RoundTripPropertyTest::span)
        .map(RoundTripPropertyTest::plausible);
  }

  private static Arbitrary<Endpoint> places(String... names) {
    return Combinators.combine(
            Arbitraries.of(names),
            Arbitraries.of("", "10.1.2.3", "2001:db8::c001"),
            Arbitraries.integers().between(0, 65535))
        .as(RoundTripPropertyTest::place);
  }

  record Texts(Map<Long, String> annotations, Map<String, String> tags) {}

  private static Span.Builder ids(long high, long low, long id, long parent) {
    Span.Builder span = Span.newBuilder().traceId(high % 3 == 0 ? 0 : high, low).id(id);
    return parent > 0 && parent != id ? span.parentId(parent) : span;
  }

  private static Endpoint place(String name, String ip, int port) {
    return Endpoint.newBuilder().serviceName(name).ip(ip).port(port).build();
  }

  private static Span.Builder span(
      Span.Builder span,
      String name,
      Span.Kind kind,
      Long start,
      Long took,
      Endpoint local,
      Endpoint remote,
      Texts texts) {
    span.name(name).kind(kind).timestamp(start).duration(took);
    span.localEndpoint(local).remoteEndpoint(remote);
    texts.annotations().forEach(span::addAnnotation);
    texts.tags().forEach(span::putTag);
    return span;
  }

  /** A client marks as shared what it joined: the receiving side of a call. */
  private static Span plausible(Span.Builder builder) {
    Span span = builder.build();
    boolean joined = span.kind() == Span.Kind.SERVER && span.durationAsLong() % 2 == 1;
    return builder.clone().shared(joined ? true : null).debug(joined ? true : null).build();
  }

  @Property(tries = 150, seed = "20261128")
  void version2ComesOutAsItWent(@ForAll("spans") Span span) {
    for (SpanBytesEncoder encoder : List.of(SpanBytesEncoder.JSON_V2, SpanBytesEncoder.PROTO3)) {
      assertSame(encoder, encoder.encodeList(List.of(span)), List.of(span));
    }
  }

  @Property(tries = 150, seed = "20261128")
  void version1ComesOutAsZipkinReadsIt(@ForAll("spans") Span span) {
    for (SpanBytesEncoder encoder : List.of(SpanBytesEncoder.JSON_V1, SpanBytesEncoder.THRIFT)) {
      byte[] body = encoder.encodeList(List.of(span));
      assertSame(encoder, body, SpanBytesDecoder.valueOf(encoder.name()).decodeList(body));
    }
  }

  private static void assertSame(SpanBytesEncoder encoder, byte[] body, List<Span> expected) {
    SpanTranslation translation = new SpanTranslation(false, Room.unlimited());
    format(encoder).read(Slice.of(body), Room.unlimited(), translation::add);
    Telemetry telemetry = Telemetry.of(Signal.TRACES, Payload.of(translation.toRequest()));
    assertThat(telemetry.itemCount()).isEqualTo(expected.size());
    List<Span> wanted = expected.stream().map(RoundTripPropertyTest::withStatus).toList();
    assertThat(sent(JSON, SpanBytesDecoder.JSON_V2, telemetry))
        .as(encoder.name())
        .isEqualTo(wanted);
    assertThat(sent(PROTO, SpanBytesDecoder.PROTO3, telemetry))
        .as(encoder.name())
        .isEqualTo(wanted);
  }

  /** The exporter writes the tags of a failure that OpenTelemetry asks for beside Zipkin's own. */
  private static Span withStatus(Span span) {
    String error = span.tags().get("error");
    if (error == null) {
      return span;
    }
    return span.toBuilder()
        .putTag("otel.status_code", "ERROR")
        .putTag("otel.status_description", error)
        .build();
  }

  private static SpanFormat format(SpanBytesEncoder encoder) {
    return switch (encoder.name()) {
      case "JSON_V1" -> SpanFormat.V1_JSON;
      case "THRIFT" -> SpanFormat.V1_THRIFT;
      case "JSON_V2" -> SpanFormat.V2_JSON;
      default -> SpanFormat.V2_PROTO;
    };
  }

  private static List<Span> sent(Exporter exporter, SpanBytesDecoder decoder, Telemetry telemetry) {
    Deadline deadline = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(30));
    assertThat(exporter.export(new ExportRequest(Context.EMPTY, telemetry, deadline)))
        .isEqualTo(ExportResult.delivered());
    return decoder.decodeList(GOT.get().toByteArray());
  }

  private static Exporter exporter(String format) {
    ZipkinExporterConfig config =
        Yaml.bind(
                ZipkinExporterConfig.class,
                "endpoint: http://127.0.0.1:%d/api/v2/spans\nformat: %s\n"
                    .formatted(ZIPKIN.port(), format))
            .value();
    Exporter exporter =
        new ZipkinExporterFactory().create(TestSettings.of("zipkin").settings(), config);
    exporter.start(new TestHost(RealClock.INSTANCE));
    return exporter;
  }
}
