package io.beltline.delivery;

import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Wire;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which fields of an OTLP message lead to items, from a request down: one level for each. */
enum ItemFields {
  /** Spans or log records in a scope. */
  ITEMS(1 << 2, null),
  /** Scopes in a resource's group. */
  SCOPES(1 << 2, ITEMS),
  /** Resources in a request of spans or log records. */
  RESOURCES(1 << 1, SCOPES),
  /** Points in a metric's data. */
  POINTS(1 << 1, null),
  /** Gauge, sum, histogram, exponential histogram and summary in a metric. */
  DATA(1 << 5 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11, POINTS),
  /** Metrics in a scope. */
  METRICS(1 << 2, DATA),
  /** Scopes in a resource's group of metrics. */
  METRIC_SCOPES(1 << 2, METRICS),
  /** Resources in a request of metrics. */
  METRIC_RESOURCES(1 << 1, METRIC_SCOPES);

  private final int numbers;
  private final @Nullable ItemFields below;

  ItemFields(int numbers, @Nullable ItemFields below) {
    this.numbers = numbers;
    this.below = below;
  }

  /** The level of a whole request. */
  static ItemFields of(Signal signal) {
    return signal == Signal.METRICS ? METRIC_RESOURCES : RESOURCES;
  }

  /** The level inside the fields of this one. */
  ItemFields below() {
    return Objects.requireNonNull(below);
  }

  /** How many items a message of this level holds. */
  int count(Slice message) {
    return count(message.array(), message.offset(), message.end());
  }

  private int count(byte[] in, int from, int to) {
    int sum = 0;
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(in, at, to);
      int value = (int) (opened >>> 32);
      at = Wire.skip(in, value, to, (int) opened & 7);
      sum += held(in, (int) opened, value, at);
    }
    return sum;
  }

  /**
   * How many items a field holds; 0 for one that only describes its message.
   *
   * @param tag the field's
   * @param value where its value starts, with the length
   * @param after where it ends
   */
  int held(byte[] in, int tag, int value, int after) {
    if (!leads(tag)) {
      return 0;
    }
    return below == null ? 1 : below.count(in, content(in, value, after), after);
  }

  /** Adds the sizes of the items of a message of this level, in their order. */
  void measure(byte[] in, int from, int to, List<Integer> sizes) {
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(in, at, to);
      int value = (int) (opened >>> 32);
      at = Wire.skip(in, value, to, (int) opened & 7);
      if (leads((int) opened)) {
        int start = content(in, value, at);
        if (below == null) {
          sizes.add(at - start);
        } else {
          below.measure(in, start, at, sizes);
        }
      }
    }
  }

  private boolean leads(int tag) {
    int number = tag >>> 3;
    return (tag & 7) == Wire.BYTES && number < Integer.SIZE && (numbers >>> number & 1) != 0;
  }

  private static int content(byte[] in, int value, int after) {
    return (int) (Wire.open(in, value, after) >>> 32);
  }
}
