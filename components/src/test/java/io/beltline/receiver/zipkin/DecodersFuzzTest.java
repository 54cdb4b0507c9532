package io.beltline.receiver.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

/** Bytes that are no spans give one kind of error and nothing else; what is taken is OTLP. */
class DecodersFuzzTest {
  private static final List<Span> SPANS = spans();

  @Property(tries = 500, seed = "20261128")
  void anyBytes(@ForAll byte[] bytes, @ForAll SpanFormat format) {
    assertThat(take(format, bytes)).isGreaterThanOrEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource
  void damagedSpans(SpanFormat format) {
    byte[] good = encoded(format);
    assertThat(take(format, good)).isEqualTo(SPANS.size());
    Random random = new Random(20261128);
    int refused = 0;
    for (int i = 0; i < 4000; i++) {
      byte[] bad = good.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      refused += take(format, bad) < 0 ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void tornSpans(SpanFormat format) {
    byte[] good = encoded(format);
    int taken = 0;
    for (int length = 1; length < good.length; length++) {
      taken += take(format, java.util.Arrays.copyOf(good, length)) > 0 ? 1 : 0;
    }
    // protobuf may end behind any span
    assertThat(taken).isLessThanOrEqualTo(format == SpanFormat.V2_PROTO ? SPANS.size() : 0);
  }

  /** How many spans are in the bytes; -1 if they are none. */
  private static long take(SpanFormat format, byte[] bytes) {
    SpanTranslation translation = new SpanTranslation(true, Room.unlimited());
    try {
      format.read(Slice.of(bytes), Room.unlimited(), translation::add);
    } catch (MalformedTelemetryException refused) {
      assertThat(refused).hasMessageMatching("(?s).+");
      return -1;
    }
    Telemetry telemetry = Telemetry.of(Signal.TRACES, Payload.of(translation.toRequest()));
    assertThat(OtlpJson.write(telemetry)).isNotEmpty();
    return telemetry.itemCount();
  }

  private static byte[] encoded(SpanFormat format) {
    SpanBytesEncoder encoder =
        switch (format) {
          case V1_JSON -> SpanBytesEncoder.JSON_V1;
          case V1_THRIFT -> SpanBytesEncoder.THRIFT;
          case V2_JSON -> SpanBytesEncoder.JSON_V2;
          case V2_PROTO -> SpanBytesEncoder.PROTO3;
        };
    return encoder.encodeList(SPANS);
  }

  private static List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    Endpoint shop = Endpoint.newBuilder().serviceName("shop").ip("10.0.0.1").port(80).build();
    Endpoint db = Endpoint.newBuilder().serviceName("db").ip("2001:db8::1").port(5432).build();
    for (int i = 1; i <= 4; i++) {
      spans.add(
          Span.newBuilder()
              .traceId(i % 2, 77)
              .id(i)
              .parentId(i + 1L)
              .kind(Span.Kind.values()[i % 4])
              .name("get /" + i)
              .timestamp(1_700_000_000_000_000L + i)
              .duration(i)
              .localEndpoint(shop)
              .remoteEndpoint(db)
              .addAnnotation(1_700_000_000_000_000L, "\"cache\": {\"hit\":true,\"of\":[1,2.5]}")
              .addAnnotation(1_700_000_000_000_001L, "retry|{\"n\":3}|1")
              .putTag("otlp.link.0", "0000000000000000000000000000004d|0000000000000001||{}|0")
              .putTag("error", "boom")
              .putTag("host.name", "h")
              .shared(i == 2)
              .build());
    }
    return spans;
  }
}
