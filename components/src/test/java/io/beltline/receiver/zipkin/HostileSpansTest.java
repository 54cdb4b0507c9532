package io.beltline.receiver.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Reservation;
import io.beltline.components.otlp.Peak;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spans that become many times what they are in bytes: that is reserved before it is made. */
class HostileSpansTest {
  private static final int MANY = 100_000;
  private static final int STRUCT = 12;
  private static final int LIST = 15;
  private static final int I64 = 10;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A span of many annotations that say nothing. */
  private static byte[] annotations(SpanFormat format) {
    return switch (format) {
      case V1_THRIFT -> thrift();
      case V1_JSON -> json("annotations");
      case V2_JSON -> json("annotations");
      case V2_PROTO -> proto();
    };
  }

  private static byte[] thrift() {
    ByteBuffer out = ByteBuffer.allocate(MANY + 100);
    out.put((byte) STRUCT).putInt(1);
    out.put((byte) I64).putShort((short) 1).putLong(1);
    out.put((byte) I64).putShort((short) 4).putLong(2);
    out.put((byte) LIST).putShort((short) 6).put((byte) STRUCT).putInt(MANY);
    out.position(out.position() + MANY); // an end each
    out.put((byte) 0);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] proto() {
    WireWriter out = new WireWriter();
    int span = out.begin(1);
    byte[] id = {0, 0, 0, 0, 0, 0, 0, 1};
    out.bytes(1, id).bytes(3, id);
    for (int i = 0; i < MANY; i++) {
      out.bytes(10, new byte[0]);
    }
    out.end(span);
    return out.toSlice().toByteArray();
  }

  private static byte[] json(String key) {
    return ("[{\"traceId\":\"1\",\"id\":\"1\",\"" + key + "\":[" + "{},".repeat(MANY - 1) + "{}]}]")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Slice read(SpanFormat format, byte[] body, Room room) {
    SpanTranslation translation = new SpanTranslation(false, room);
    format.read(Slice.of(body), room, translation::add);
    return translation.toRequest();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMadeOfAnnotationsIsReserved(SpanFormat format) {
    reserved(format, annotations(format));
  }

  @Test
  void whatIsMadeOfTagsAndSpansIsReserved() {
    String tags =
        IntStream.range(0, MANY)
            .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":\"\"")
            .collect(Collectors.joining(","));
    String span = "{\"traceId\":\"1\",\"id\":\"1\",%s}";
    reserved(
        SpanFormat.V2_JSON,
        ("[" + span.formatted("\"tags\":{" + tags + "}") + "]").getBytes(StandardCharsets.UTF_8));
    String spans =
        IntStream.range(0, MANY)
            .mapToObj(i -> "\"localEndpoint\":{\"serviceName\":\"" + i + "\"}")
            .map(span::formatted)
            .collect(Collectors.joining(","));
    reserved(SpanFormat.V2_JSON, ("[" + spans + "]").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsMadeOfJsonInTextsIsReserved() {
    String list = "1,".repeat(MANY) + "1";
    String members =
        IntStream.range(0, MANY)
            .mapToObj(i -> "\\\"" + Integer.toString(i, 36) + "\\\":1")
            .collect(Collectors.joining(","));
    String span = "[{\"traceId\":\"1\",\"id\":\"1\",%s}]";
    String annotation = "\"annotations\":[{\"timestamp\":1,\"value\":\"e|{%s}|0\"}]";
    String link = "\"tags\":{\"otlp.link.0\":\"|||{%s}|0\"}";
    for (String attributes : List.of("\\\"a\\\":[" + list + "]", members)) {
      for (String place : List.of(annotation, link)) {
        String body = span.formatted(place.formatted(attributes));
        reserved(SpanFormat.V2_JSON, body.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void reserved(SpanFormat format, byte[] body) {
    read(format, body, Room.unlimited()); // what happens once is not counted
    Peak account = new Peak(Long.MAX_VALUE);
    Reservation request = account.request(body.length);
    Room room = Room.beside(request);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    room.take(2L * body.length);
    Slice otlp = read(format, body, room);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(otlp.length()).isGreaterThan(MANY);
    // arrays that grow leave as much behind as they are, and a span is read before it is written
    assertThat(allocated).isLessThan(2 * account.peak());
  }

  @Test
  void whatDoesNotFitIsRefusedAndCounted() {
    byte[] body = annotations(SpanFormat.V1_THRIFT);
    Peak account = new Peak(10L * body.length);
    TestSettings settings = TestSettings.of("zipkin");
    RecordingConsumer consumer = new RecordingConsumer();
    Intake intake =
        new Intake(
            settings.settings(),
            BoundYaml.value(ZipkinReceiverConfig.class, "{}"),
            SpanFormat.V1_THRIFT,
            consumer);
    try (Reservation request = account.request(body.length)) {
      Context context = Context.of(ClientInfo.NONE, Metadata.EMPTY).withReservation(request);
      assertThat(intake.take(context, Slice.of(body)))
          .isInstanceOfSatisfying(
              ConsumeResult.Permanent.class,
              permanent -> assertThat(permanent.status().http()).isEqualTo(413));
    }
    assertThat(consumer.received()).isEmpty();
    assertThat(settings.meter().count("otelcol_receiver_refused_spans")).isEqualTo(1);
    assertThat(account.held()).isZero();
  }
}
