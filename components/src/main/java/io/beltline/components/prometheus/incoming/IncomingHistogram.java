package io.beltline.components.prometheus.incoming;

import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.components.protobuf.WireFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A native histogram as it came: integers or floats, spans and deltas. One thread. */
public final class IncomingHistogram {
  /** More buckets than any sender keeps; a span could claim four thousand million. */
  private static final int MOST_BUCKETS = 100_000;

  /** Neighbouring buckets from an index. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Buckets(int offset, long[] counts) {}

  private static final int GAUGE = 3;
  private static final int FINEST = 8;
  private static final int COARSEST = -4;

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

  /** One without values yet. */
  public IncomingHistogram() {}

  /** One that only says that its series has ended. */
  public static IncomingHistogram stale() {
    IncomingHistogram stale = new IncomingHistogram();
    stale.sum = RemoteWrite.STALE;
    return stale;
  }

  /** Reads the fields as Remote Write has them, the same in both versions. */
  public void read(byte[] in, int from, int to) {
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

  /**
   * Reads a field as the exposition format has it, where messages {@code Histogram} have numbers of
   * their own; fields that speak of other things are passed over.
   */
  public void readExposition(WireFields.Field field) {
    switch (field.number()) {
      case 1 -> count = count > 0 ? count : unsigned(field.varint());
      case 2 -> sum = field.float64();
      case 4 -> count = orBefore(field.float64(), count);
      case 5 -> schema = (int) zigzag(field.varint());
      case 6 -> zeroThreshold = field.float64();
      case 7 -> zeroCount = zeroCount > 0 ? zeroCount : unsigned(field.varint());
      case 8 -> zeroCount = orBefore(field.float64(), zeroCount);
      case 9 -> negativeSpans.add(span(field.in(), field));
      case 10 -> field.varints(delta -> negative.add((double) (lastNegative += zigzag(delta))));
      case 11 -> field.doubles(negative::add);
      case 12 -> positiveSpans.add(span(field.in(), field));
      case 13 -> field.varints(delta -> positive.add((double) (lastPositive += zigzag(delta))));
      case 14 -> field.doubles(positive::add);
      default -> {}
    }
  }

  private static double orBefore(double value, double before) {
    return value > 0 ? value : before;
  }

  /** A number of 64 bits without a sign. */
  public static double unsigned(long value) {
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

  /** Whether its bounds are its own, not those of a scale. */
  public boolean isCustom() {
    return schema == RemoteWrite.CUSTOM_BUCKETS;
  }

  /** How many measurements it has. */
  public double count() {
    return count;
  }

  /** Their sum. */
  public double sum() {
    return sum;
  }

  /** When it was taken, in Unix milliseconds. */
  public long time() {
    return time;
  }

  /** Since when it counts, in Unix milliseconds; 0 if not known. */
  public long start() {
    return start;
  }

  /** What OpenTelemetry has no form for, in words; empty if nothing. */
  public String problem() {
    if (reset == GAUGE) {
      return "a gauge histogram has no form in OpenTelemetry";
    }
    if (!isCustom() && (schema < COARSEST || schema > FINEST)) {
      return "the schema " + schema + " is not known (expected: -4 to 8, or -53)";
    }
    Buckets above = positive();
    if (above == null || negative() == null) {
      return "the spans of a histogram do not fit its counts";
    }
    long end = (long) above.offset() + above.counts().length;
    if (isCustom() && (above.offset() < 0 || end > bounds.size() + 1)) {
      return "a histogram has more buckets than bounds";
    }
    return "";
  }

  /** The buckets above zero; null if spans and counts do not fit, or there are too many. */
  public @Nullable Buckets positive() {
    return buckets(positiveSpans, positive);
  }

  /** The buckets below zero; null as above. */
  public @Nullable Buckets negative() {
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
