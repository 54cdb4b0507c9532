package io.beltline.receiver.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.components.thrift.BinaryThriftReader;
import io.beltline.components.thrift.CompactThriftReader;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each form says the same; bytes that are no batch give one kind of error and nothing else. */
class BatchesTest {

  /** The forms in which batches come. */
  enum Form {
    BINARY,
    BINARY_CALL,
    COMPACT_CALL,
    PROTO;

    byte[] good() {
      return switch (this) {
        case BINARY -> Batches.binary();
        case BINARY_CALL -> Batches.call(false, "emitBatch");
        case COMPACT_CALL -> Batches.call(true, "emitBatch");
        case PROTO -> Batches.proto();
      };
    }

    Slice read(byte[] bytes) throws UnknownCallException {
      return read(bytes, Room.unlimited());
    }

    Slice read(byte[] bytes, Room room) throws UnknownCallException {
      Slice message = Slice.of(bytes);
      return switch (this) {
        case BINARY -> ThriftBatch.read(new BinaryThriftReader(message), room);
        case BINARY_CALL -> ThriftBatch.call(new BinaryThriftReader(message), room);
        case COMPACT_CALL -> ThriftBatch.call(new CompactThriftReader(message), room);
        case PROTO -> ProtoBatch.request(message, room);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFormSaysTheSame(Form form) throws UnknownCallException {
    assertThat(json(form.read(form.good()))).isEqualTo(json(Form.BINARY.read(Batches.binary())));
  }

  @Test
  void whatBecomesOfTheFields() throws UnknownCallException {
    assertThat(json(Form.COMPACT_CALL.read(Form.COMPACT_CALL.good())))
        .contains(
            "'resource':{'attributes':["
                + text("service.name", "shop")
                + ","
                + text("host.name", "h1")
                + ","
                + text("opencensus.exporterversion", "Jaeger-Java-1.8")
                + "]}")
        .contains("'scope':{'name':'lib'}")
        .contains("'traceId':'000000000000002a000000000000004d','spanId':'0000000000000007'")
        .contains("'traceState':'a=b'")
        .contains("'kind':3")
        .contains("'startTimeUnixNano':'1700000000000000000'")
        .contains("'endTimeUnixNano':'1700000000000150000'")
        .contains("'status':{'message':'boom','code':2}")
        .contains("{'key':'n','value':{'intValue':'-42'}}")
        .contains("{'key':'share','value':{'doubleValue':0.25}}")
        .contains("{'key':'raw','value':{'bytesValue':'AQI='}}")
        .contains("{'key':'cold','value':{'boolValue':false}}")
        .contains(
            "'events':[{'timeUnixNano':'1700000000000005000','name':'retry','attributes':["
                + text("why", "slow")
                + "]}]")
        .contains("'spanId':'0000000000000008','parentSpanId':'0000000000000007'")
        .contains(
            "'links':[{'traceId':'0000000000000000000000000000004e','spanId':'0000000000000009',"
                + "'attributes':["
                + text("opentracing.ref_type", "follows_from")
                + "]}]")
        .doesNotContain("child_of")
        .doesNotContain("'key':'error'");
  }

  @Property(tries = 500, seed = "20261128")
  void anyBytes(@ForAll byte[] bytes, @ForAll Form form) {
    assertThat(take(form, bytes)).isGreaterThanOrEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource
  void damagedBatches(Form form) {
    byte[] good = form.good();
    assertThat(take(form, good)).isEqualTo(2);
    Random random = new Random(20261128);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] bad = good.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      refused += take(form, bad) < 0 ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void tornBatches(Form form) {
    byte[] good = form.good();
    for (int length = 1; length < good.length; length++) {
      assertThat(take(form, Arrays.copyOf(good, length))).isNegative();
    }
  }

  @Test
  void nestingAndSizesAreBounded() {
    byte[] deep = new byte[3 * 100];
    for (int i = 0; i < 100; i++) {
      deep[3 * i] = 12; // a struct in an unknown field
      deep[3 * i + 2] = 99;
    }
    assertThat(take(Form.BINARY, deep)).isEqualTo(-1);
    byte[] wide = {15, 0, 2, 12, 0x7f, -1, -1, -1}; // a list of two billion spans
    assertThat(take(Form.BINARY, wide)).isEqualTo(-1);
  }

  /** How many spans are in the bytes; -1 if they are no batch. */
  private static long take(Form form, byte[] bytes) {
    Slice otlp;
    try {
      otlp = form.read(bytes);
    } catch (MalformedTelemetryException | UnknownCallException refused) {
      assertThat(refused).hasMessageMatching("(?s).+");
      return -1;
    }
    Telemetry telemetry = Telemetry.of(Signal.TRACES, Payload.of(otlp));
    assertThat(OtlpJson.write(telemetry)).isNotEmpty();
    return telemetry.itemCount();
  }

  private static String json(Slice otlp) {
    Telemetry telemetry = Telemetry.of(Signal.TRACES, Payload.of(otlp));
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8).replace('"', '\'');
  }

  private static String text(String key, String value) {
    return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
  }
}
