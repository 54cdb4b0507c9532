package io.beltline.receiver.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.model.otlp.WireWriter;
import io.beltline.testkit.FakeClock;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Damaged requests: never anything but the documented error, and never logs that are none. */
class RequestFormsPropertyTest {
  private static final int DEPTH = 4;
  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"streams\"",
    "\"stream\"",
    "\"values\"",
    "\"labels\"",
    "\"entries\"",
    "\"ts\"",
    "\"line\"",
    "\"1\"",
    "\"{a='b'}\"",
    "1",
    "null",
    "true",
    "\"2024-01-01T00:00:00Z\""
  };

  private final RequestForms forms = new RequestForms(true, new FakeClock());

  @Property(tries = 3000, seed = "20261128")
  void protobufSurvivesAnything(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] body = message(random, 0).toSlice().toByteArray();
    for (int i = random.nextInt(4); i > 0 && body.length > 0; i--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt();
    }
    read(push -> forms.protobuf(push, Room.unlimited()), body);
  }

  @Property(tries = 2000, seed = "20261128")
  void bothSurviveNoise(@ForAll byte[] noise) {
    read(push -> forms.protobuf(push, Room.unlimited()), noise);
    read(push -> forms.json(push, Room.unlimited()), noise);
  }

  @Property(tries = 3000, seed = "20261128")
  void jsonSurvivesAnything(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder tokens = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      tokens.append(TOKENS[random.nextInt(TOKENS.length)]);
    }
    read(
        push -> forms.json(push, Room.unlimited()),
        tokens.toString().getBytes(StandardCharsets.UTF_8));
    String whole =
        "{\"streams\":[{\"stream\":{\"a\":\"b\"},\"values\":[[\"1\",\"x\",{\"c\":\"d\"}]]},"
            + "{\"labels\":\"{a='b'}\",\"entries\":[{\"ts\":\"2024-01-01T00:00:00Z\"}]}]}";
    StringBuilder damaged = new StringBuilder(whole);
    int at = random.nextInt(whole.length());
    damaged.replace(at, at + 1, TOKENS[random.nextInt(TOKENS.length)]);
    read(
        push -> forms.json(push, Room.unlimited()),
        damaged.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Messages of small field numbers, so that they are often fields of the schema. */
  private static WireWriter message(Random random, int depth) {
    WireWriter out = new WireWriter();
    for (int i = random.nextInt(6); i > 0; i--) {
      int field = random.nextInt(4) + 1;
      switch (random.nextInt(depth < DEPTH ? 7 : 4)) {
        case 0 -> out.varint(field, random.nextInt(10));
        case 1 -> out.varint(field, random.nextLong());
        case 2 -> out.string(field, random.nextBoolean() ? "{a=\"b\"}" : "trace_id");
        case 3 -> out.string(field, "0af7651916cd43dd8448eb211c80319c");
        default -> out.bytes(field, message(random, depth + 1).toSlice());
      }
    }
    return out;
  }

  private static void read(UnaryOperator<Slice> form, byte[] body) {
    Slice otlp;
    try {
      otlp = form.apply(Slice.of(body));
    } catch (MalformedTelemetryException documented) {
      assertThat(documented).hasMessageMatching("(?s).+");
      return;
    }
    if (otlp.length() > 0) {
      Telemetry logs = Telemetry.of(Signal.LOGS, Payload.of(otlp));
      assertThat(logs.itemCount()).isPositive();
      assertThat(OtlpJson.write(logs)).isNotEmpty();
    }
  }
}
