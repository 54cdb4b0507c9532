package io.beltline.receiver.prometheusremotewrite;

import io.beltline.components.protobuf.WireFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A native histogram as it came: integers or floats, spans and deltas. One thread. */
final class IncomingHistogram {
  /** More buckets than any sender keeps; a span could claim four thousand million. */
  static final int MOST_BUCKETS = 100_000;

  /** Neighbouring buckets from an index. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Buckets(int offset, long[] counts) {}

  private static final int GAUGE = 3;

  private record Span(int offset, long length) {}

  double count;
  double sum;
  int schema;
  double zeroThreshold;
  double zeroCount;
  long time;
  long start;
  final List<Double> bounds = new ArrayList<>(0);
  private final List<Span> negativeSpans = new ArrayList<>(0);
  private final List<Span> positiveSpans = new ArrayList<>(1);
  private final List<Double> negative = new ArrayList<>(0);
  private final List<Double> positive = new ArrayList<>();
  private int reset;
  private long lastNegative;
  private long lastPositive;

  /** Reads the fields, which are the same in both versions. */
  void read(byte[] in, int from, int to) {
    WireFields.each(
        in,
        from,
        to,
        field -> {
          switch (field.number()) {
            case 1 -> count = unsigned(field.varint());
            case 2 -> count = field.float64();
            case 3 -> sum = field.float64();
            case 4 -> schema = (int) zigzag(field.varint());
            case 5 -> zeroThreshold = field.float64();
            case 6 -> zeroCount = unsigned(field.varint());
            case 7 -> zeroCount = field.float64();
            case 8 -> negativeSpans.add(span(in, field));
            case 9 ->
                field.varints(delta -> negative.add((double) (lastNegative += zigzag(delta))));
            case 10 -> field.doubles(negative::add);
            case 11 -> positiveSpans.add(span(in, field));
            case 12 ->
                field.varints(delta -> positive.add((double) (lastPositive += zigzag(delta))));
            case 13 -> field.doubles(positive::add);
            case 14 -> reset = (int) field.varint();
            case 15 -> time = field.varint();
            case 16 -> field.doubles(bounds::add);
            case 17 -> start = field.varint();
            default -> {}
          }
        });
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : 0x1p64 + value;
  }

  private static Span span(byte[] in, WireFields.Field field) {
    int[] offset = {0};
    long[] length = {0};
    WireFields.each(
        in,
        field.from(),
        field.to(),
        inner -> {
          switch (inner.number()) {
            case 1 -> offset[0] = (int) zigzag(inner.varint());
            case 2 -> length[0] = inner.varint() & 0xffffffffL;
            default -> {}
          }
        });
    return new Span(offset[0], length[0]);
  }

  private static long zigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  /** Whether it tells of the moment and not of all since a start. */
  boolean isGauge() {
    return reset == GAUGE;
  }

  /** The buckets above zero; null if spans and counts do not fit, or there are too many. */
  @Nullable Buckets positive() {
    return buckets(positiveSpans, positive);
  }

  /** The buckets below zero; null as above. */
  @Nullable Buckets negative() {
    return buckets(negativeSpans, negative);
  }

  private static @Nullable Buckets buckets(List<Span> spans, List<Double> counts) {
    if (spans.isEmpty()) {
      return counts.isEmpty() ? new Buckets(0, new long[0]) : null;
    }
    long first = spans.getFirst().offset;
    long size = 0;
    long written = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (i > 0 && span.offset < 0) {
        return null;
      }
      size += (i == 0 ? 0 : span.offset) + span.length;
      written += span.length;
      if (size > MOST_BUCKETS) {
        return null;
      }
    }
    if (written != counts.size()) {
      return null;
    }
    long[] all = new long[(int) size];
    int at = 0;
    int next = 0;
    for (int i = 0; i < spans.size(); i++) {
      at += i == 0 ? 0 : spans.get(i).offset;
      for (long n = spans.get(i).length; n > 0; n--) {
        double count = counts.get(next++);
        if (!(count >= 0)) {
          return null;
        }
        all[at++] = Math.round(count);
      }
    }
    return new Buckets((int) first, all);
  }
}
