package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Mergeable;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBytesTest {
  @Property(tries = 1500, seed = "20261123")
  void throwNothingElse(@ForAll Signal signal, @ForAll long seed) {
    byte[] bytes = new RandomOtlp(seed, true).request(signal).toByteArray();
    byte[] hostile = mutate(bytes, new Random(seed));
    Telemetry telemetry = Telemetry.of(signal, Payload.of(hostile));
    boolean valid = survives(() -> Validator.validate(signal, Slice.of(hostile)));
    boolean counted = survives(telemetry::itemCount);
    assertThat(counted || !valid).isTrue();
    boolean written = survives(() -> OtlpJson.write(telemetry));
    assertThat(written || !valid).isTrue();
    survives(() -> ItemWalk.sizes(telemetry));
    survives(() -> walk(signal, hostile));
    if (telemetry instanceof Mergeable mergeable) {
      survives(() -> Splitter.byItems(mergeable, 2));
      survives(() -> Splitter.byBytes(mergeable, 300));
      survives(() -> edit(telemetry));
    }
  }

  @Property(tries = 500, seed = "20261123")
  void jsonThrowsNothingElse(@ForAll Signal signal, @ForAll long seed) {
    byte[] bytes = new RandomOtlp(seed, false).request(signal).toByteArray();
    byte[] json = OtlpJson.write(OtlpJson.request(signal), Slice.of(bytes));
    byte[] hostile = mutate(json, new Random(seed));
    survives(() -> OtlpJson.read(signal, hostile).itemCount());
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    byte[] hostile =
        Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(bytes.length));
    int changes = hostile.length == 0 ? 0 : random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int place = random.nextInt(Math.min(hostile.length, random.nextBoolean() ? 100 : 1 << 30));
      hostile[place] = (byte) (random.nextBoolean() ? random.nextInt() : hostile[place] ^ 0x80);
    }
    return hostile;
  }

  private static boolean survives(Runnable use) {
    try {
      use.run();
      return true;
    } catch (MalformedTelemetryException e) {
      assertThat(e.getMessage()).isNotEmpty();
      return false;
    }
  }

  private static void walk(Signal signal, byte[] bytes) {
    AnyMessage view = new AnyMessage(OtlpJson.request(signal));
    view.wrap(Slice.of(bytes));
    everything(view);
  }

  private static void everything(MessageView view) {
    Field[] table = view.type.table;
    for (int slot = 0; slot < table.length; slot++) {
      MessageType inner = table[slot].message();
      if (inner == null) {
        if (table[slot].kind().wireType() == Wire.BYTES) {
          view.range(slot).toUtf8();
        }
        continue;
      }
      if (table[slot].repeated()) {
        for (var walk = view.each(slot, new Cursor<>(new AnyMessage(inner))); walk.next(); ) {
          everything(walk.item());
        }
      } else if (view.has(slot)) {
        everything(view.message(slot, new AnyMessage(inner)));
      }
    }
  }

  private static void edit(Telemetry telemetry) {
    Attribute attribute = Attribute.of("new", "value");
    switch (telemetry) {
      case io.beltline.model.Traces traces -> {
        TracesEditor editor = new TracesEditor(traces);
        while (editor.next()) {
          editor.resource().attributes().upsert(attribute);
          editor.scope().name("scope");
          editor.span().attributes().upsert(attribute);
          editor.span().status().code(2);
          for (var e = editor.span().events(); e.next(); ) {
            e.item().attributes().delete("a");
            e.item().name("event");
          }
        }
        editor.finish();
      }
      case io.beltline.model.Logs logs -> {
        LogsEditor editor = new LogsEditor(logs);
        while (editor.next()) {
          editor.log().body().stringValue("text");
          editor.log().attributes().upsert(attribute);
          editor.scope().attributes().upsert(attribute);
        }
        editor.finish();
      }
      case io.beltline.model.Metrics metrics -> {
        MetricsEditor editor = new MetricsEditor(metrics);
        while (editor.next()) {
          editor.metric().name("name");
          editor.attributes().upsert(attribute);
        }
        editor.finish();
      }
      case io.beltline.model.Profiles _ -> throw new IllegalArgumentException("not edited");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00", // field number 0
        "0a", // no length
        "0a05", // no content
        "0affffffffffffffffff01", // length -1
        "0affffffff0f", // length 2^32 - 1
        "08ffffffffffffffffffffff01", // twelve-byte varint
        "0bffff0c", // group
        "0c",
        "0e",
        "0f",
        "09000000", // short fixed64
        "0d0000", // short fixed32
        "ffffffffffffffffff01", // huge field number
        "80",
      })
  void refusesMalformedFields(String hex) {
    Slice bytes = Slice.of(HexFormat.of().parseHex(hex));
    for (Signal signal : Signal.values()) {
      Telemetry telemetry = Telemetry.of(signal, Payload.of(bytes));
      assertThatThrownBy(telemetry::itemCount).isInstanceOf(MalformedTelemetryException.class);
      assertThatThrownBy(() -> Validator.validate(signal, bytes))
          .isInstanceOf(MalformedTelemetryException.class);
    }
    SpanView span = new SpanView();
    span.wrap(bytes);
    assertThatThrownBy(span::name).isInstanceOf(MalformedTelemetryException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8a80808000027878", "0a8280808080007878", "308280808080808080ff01"})
  void takesPaddedVarints(String hex) {
    SpanView span = new SpanView();
    span.wrap(Slice.of(HexFormat.of().parseHex(hex)));
    assertThatCode(span::name).doesNotThrowAnyException();
    assertThat(span.traceId().length() + span.kind()).isEqualTo(2);
  }

  @Test
  void limitsTheDepthOfValues() {
    assertThatCode(() -> Validator.validate(OtlpTypes.ANY_VALUE, nested(63)))
        .doesNotThrowAnyException();
    Slice deep = nested(3000);
    assertThatThrownBy(() -> Validator.validate(OtlpTypes.ANY_VALUE, deep))
        .isInstanceOf(MalformedTelemetryException.class);
    assertThatThrownBy(() -> new Value(deep).asString())
        .isInstanceOf(MalformedTelemetryException.class);
    assertThatThrownBy(() -> OtlpJson.write(OtlpTypes.ANY_VALUE, deep))
        .isInstanceOf(MalformedTelemetryException.class);
  }

  private static Slice nested(int levels) {
    Slice value = Slice.EMPTY;
    for (int i = 0; i < levels; i++) {
      Slice array = new WireWriter().bytes(1, value).toSlice();
      value = new WireWriter().bytes(5, array).toSlice();
    }
    return value;
  }
}
