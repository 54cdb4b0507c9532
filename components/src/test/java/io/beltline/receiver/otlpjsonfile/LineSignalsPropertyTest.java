package io.beltline.receiver.otlpjsonfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LineSignalsPropertyTest {
  private static final String VALID =
      "{\"resourceLogs\":[{\"a\":[1,{\"b\":\"\\u00e9\"}]}],\"resource_spans\":[],\"x\":null}";

  @Test
  void namesOfBothSpellingsAreKnown() {
    Slice line = Slice.of(VALID.getBytes(StandardCharsets.UTF_8));
    assertThat(LineSignals.of(line)).containsExactlyInAnyOrder(Signal.LOGS, Signal.TRACES);
  }

  @Property(tries = 2000, seed = "20261129")
  void damageIsReadOrTold(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = VALID.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    check(bytes);
  }

  @Property(tries = 500, seed = "20261129")
  void anyBytesAreReadOrTold(@ForAll byte[] bytes) {
    check(bytes);
  }

  private static void check(byte[] bytes) {
    try {
      assertThat(LineSignals.of(Slice.of(bytes))).hasSizeLessThanOrEqualTo(4);
    } catch (MalformedTelemetryException told) {
      assertThat(told.getMessage()).isNotEmpty();
    }
  }
}
