package io.beltline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.otlp.WireWriter;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ItemCountTest {
  private static final int[] SIZES = {0, 1, 2, 126, 127, 128, 129, 300, 16_383, 16_384, 20_000};

  @Property(tries = 500, seed = "20261123")
  void countsItemsOfManySizes(
      @ForAll @Size(max = 8) List<@IntRange(max = 32) Integer> runs, @ForAll boolean others) {
    byte[] request = request(scope(runs, others));

    int items = runs.stream().mapToInt(ItemCountTest::times).sum();
    assertThat(ItemCount.of(Signal.TRACES, request, 0, request.length)).isEqualTo(items);
  }

  @Property(tries = 200, seed = "20261123")
  void refusesWhatEndsInsideAnItem(
      @ForAll @Size(max = 8) List<@IntRange(max = 32) Integer> runs, @ForAll boolean others) {
    byte[] scope = scope(runs, others);
    byte[] cut = Arrays.copyOf(scope, scope.length + 4);
    cut[scope.length] = 2 << 3 | 2;
    cut[scope.length + 1] = 3; // one more than there are
    byte[] request = request(cut);

    assertThatThrownBy(() -> ItemCount.of(Signal.TRACES, request, 0, request.length))
        .isInstanceOf(MalformedTelemetryException.class);
  }

  private static int times(int run) {
    return 1 + run % 3;
  }

  private static byte[] scope(List<Integer> runs, boolean others) {
    WireWriter out = new WireWriter();
    for (int run : runs) {
      for (int i = 0; i < times(run); i++) {
        out.bytes(2, new byte[SIZES[run / 3]]);
      }
      if (others) {
        out.string(3, "https://example.com/schema");
      }
    }
    return out.toSlice().toByteArray();
  }

  private static byte[] request(byte[] scope) {
    WireWriter out = new WireWriter();
    int group = out.begin(1);
    out.bytes(2, scope);
    out.end(group);
    return out.toSlice().toByteArray();
  }

  @Test
  void countsItemsWhoseTagOrLengthIsPadded() {
    byte[] item = {
      (byte) 0x92, 0, 2, 8, 1, 0x12, (byte) 0x82, 0, 8, 1, 0x12, 2, 8, 1, 0x12, 2, 8, 1
    };
    byte[] request = request(item);

    assertThat(ItemCount.of(Signal.LOGS, request, 0, request.length)).isEqualTo(4);
  }
}
