package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.Logs;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OtlpSplitterTest {
  private final Splitter splitter = new OtlpSplitter();

  @Property(tries = 300, seed = "20261123")
  void bothPartsTogetherAreTheWhole(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 200) Integer> sizes,
      @ForAll @IntRange(max = 1000) int at) {
    List<Slice> chunks = new ArrayList<>();
    long next = 0;
    for (int size : sizes) {
      chunks.addAll(Numbered.logs(next, size, (int) (next % 300)).payload().chunks());
      next += size;
    }
    Telemetry whole = new Logs(Payload.of(chunks));
    if (next < 2) {
      return;
    }
    int items = 1 + at % (int) (next - 1);
    Splitter.Cut cut = splitter.cut(whole, items);
    assertThat(cut.head().itemCount()).isEqualTo(items);
    List<Long> numbers = new ArrayList<>(Numbered.numbers(cut.head()));
    numbers.addAll(Numbered.numbers(cut.tail()));
    assertThat(numbers).isEqualTo(Numbered.numbers(whole));
    assertThat(cut.tail().signal()).isEqualTo(whole.signal());
  }

  @Test
  void cutsBetweenDataPointsAndKeepsWhatTheMetricSaysOfItself() {
    // resource{scope{metric name "m", sum{point 1, point 2, cumulative, monotonic}}}, schema "s"
    Telemetry whole = metrics("0a18 0a00 1211 120f 0a016d 3a0a 0a0108 0a0110 1002 1801 1a0173");
    Splitter.Cut cut = splitter.cut(whole, 1);
    assertThat(cut.head().payload().contiguous().toByteArray())
        .isEqualTo(bytes("0a15 0a00 120e 120c 0a016d 3a07 0a0108 1002 1801 1a0173"));
    assertThat(cut.tail().payload().contiguous().toByteArray())
        .isEqualTo(bytes("0a15 0a00 120e 120c 0a016d 3a07 0a0110 1002 1801 1a0173"));
  }

  private static Telemetry metrics(String hex) {
    return new Metrics(Payload.of(bytes(hex)));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @Test
  void sharesChunksItDoesNotCut() {
    Slice first = Numbered.logs(0, 3).payload().chunks().getFirst();
    Slice second = Numbered.logs(3, 3).payload().chunks().getFirst();
    Splitter.Cut cut = splitter.cut(new Logs(Payload.of(List.of(first, second))), 3);
    assertThat(cut.head().payload().chunks().getFirst()).isSameAs(first);
    assertThat(cut.tail().payload().chunks().getFirst()).isSameAs(second);
  }

  @Test
  void halvesBetweenChunksWhereThereAreSeveral() {
    Slice first = Numbered.logs(0, 3).payload().chunks().getFirst();
    Slice second = Numbered.logs(3, 5).payload().chunks().getFirst();
    Slice third = Numbered.logs(8, 2).payload().chunks().getFirst();
    assertThat(splitter.half(new Logs(Payload.of(List.of(first, second, third))), 10)).isEqualTo(3);
    assertThat(splitter.half(new Logs(Payload.of(List.of(second, third))), 7)).isEqualTo(5);
    assertThat(splitter.half(new Logs(Payload.of(List.of(second))), 5)).isEqualTo(2);
  }

  @Test
  void refusesBytesThatAreNoMessage() {
    assertThatThrownBy(() -> splitter.cut(metrics("0aff01 00"), 1))
        .isInstanceOf(MalformedTelemetryException.class);
    assertThatThrownBy(() -> splitter.cut(metrics("0b"), 1))
        .isInstanceOf(MalformedTelemetryException.class);
    assertThatThrownBy(() -> splitter.cut(metrics("0aff"), 1))
        .isInstanceOf(MalformedTelemetryException.class);
  }
}
