package io.beltline.components.prometheus.incoming;

import io.beltline.components.otlp.Room;
import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.components.prometheus.incoming.Buckets.Span;
import io.beltline.components.protobuf.WireFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A native histogram as it came: integers or floats, spans and deltas. One thread. */
public final class IncomingHistogram {
  /** What one takes on the heap and in OTLP, without buckets and labels. */
  public static final int ROOM = 512;

  /** What a span takes, and what a number in a list does. */
  private static final int SPAN = 48;

  private static final int NUMBER = 48;
  private static final int GAUGE = 3;
  private static final int FINEST = 8;
  private static final int COARSEST = -4;

  /** Up to here numbers are whole, and sums of them are exact. */
  private static final double EXACT = 0x1p53;

  double count;
  private boolean whole;
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

  /**
   * Reads the fields as Remote Write has them, the same in both versions, and asks first what that
   * may take.
   */
  public void read(byte[] in, int from, int to, Room room) {
    room.take(ROOM);
    WireFields.each(
        in,
        from,
        to,
        field -> {
          switch (field.number()) {
            case 1 -> whole(unsigned(field.varint()));
            case 2 -> {
              count = field.float64();
              whole = false;
            }
            case 3 -> sum = field.float64();
            case 4 -> schema = (int) zigzag(field.varint());
            case 5 -> zeroThreshold = field.float64();
            case 6 -> zeroCount = unsigned(field.varint());
            case 7 -> zeroCount = field.float64();
            case 8 -> negativeSpans.add(span(in, field, room));
            case 9 ->
                field.varints(
                    delta -> add(negative, (double) (lastNegative += zigzag(delta)), room));
            case 10 -> field.doubles(count -> add(negative, count, room));
            case 11 -> positiveSpans.add(span(in, field, room));
            case 12 ->
                field.varints(
                    delta -> add(positive, (double) (lastPositive += zigzag(delta)), room));
            case 13 -> field.doubles(count -> add(positive, count, room));
            case 14 -> reset = (int) field.varint();
            case 15 -> time = field.varint();
            case 16 -> field.doubles(bound -> add(bounds, bound, room));
            case 17 -> start = field.varint();
            default -> {}
          }
        });
  }

  private static void add(List<Double> numbers, double number, Room room) {
    room.take(NUMBER);
    numbers.add(number);
  }

  /**
   * Reads a field as the exposition format has it, where messages {@code Histogram} have numbers of
   * their own, and asks first what that may take; fields that speak of other things are passed
   * over.
   */
  public void readExposition(WireFields.Field field, Room room) {
    switch (field.number()) {
      case 1 -> {
        if (!(count > 0)) {
          whole(unsigned(field.varint()));
        }
      }
      case 2 -> sum = field.float64();
      case 4 -> {
        double counted = field.float64();
        whole &= !(counted > 0);
        count = orBefore(counted, count);
      }
      case 5 -> schema = (int) zigzag(field.varint());
      case 6 -> zeroThreshold = field.float64();
      case 7 -> zeroCount = zeroCount > 0 ? zeroCount : unsigned(field.varint());
      case 8 -> zeroCount = orBefore(field.float64(), zeroCount);
      case 9 -> negativeSpans.add(span(field.in(), field, room));
      case 10 ->
          field.varints(delta -> add(negative, (double) (lastNegative += zigzag(delta)), room));
      case 11 -> field.doubles(count -> add(negative, count, room));
      case 12 -> positiveSpans.add(span(field.in(), field, room));
      case 13 ->
          field.varints(delta -> add(positive, (double) (lastPositive += zigzag(delta)), room));
      case 14 -> field.doubles(count -> add(positive, count, room));
      default -> {}
    }
  }

  private void whole(double counted) {
    count = counted;
    whole = true;
  }

  private static double orBefore(double value, double before) {
    return value > 0 ? value : before;
  }

  /** A number of 64 bits without a sign. */
  public static double unsigned(long value) {
    return value >= 0 ? value : 0x1p64 + value;
  }

  private static Span span(byte[] in, WireFields.Field field, Room room) {
    room.take(SPAN);
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

  /**
   * What OpenTelemetry has no form for.
   *
   * @param above its {@link #positive() buckets above zero}, which are found once and shown to all
   * @param below its {@link #negative() buckets below zero}
   */
  public PointProblem problem(@Nullable Buckets above, @Nullable Buckets below) {
    if (reset == GAUGE) {
      return PointProblem.of("a gauge histogram has no form in OpenTelemetry");
    }
    if (!isCustom() && (schema < COARSEST || schema > FINEST)) {
      return new PointProblem(
          "a schema that is not known",
          "the schema " + schema + " is not known (expected: -4 to 8, or -53)");
    }
    if (above == null || below == null) {
      return PointProblem.of("the spans of a histogram do not fit its counts");
    }
    if (above.size() > Buckets.MOST || below.size() > Buckets.MOST) {
      return new PointProblem(
          "a histogram has too many buckets from the first to the last",
          "a histogram has %d buckets from the first to the last (expected: at most %d)"
              .formatted(Math.max(above.size(), below.size()), Buckets.MOST));
    }
    long end = above.offset() + above.size();
    if (isCustom() && (above.offset() < 0 || end > bounds.size() + 1)) {
      return PointProblem.of("a histogram has more buckets than bounds");
    }
    double total = zeroCount + above.total() + below.total();
    return counts(total)
        ? PointProblem.NONE
        : new PointProblem(
            "a histogram has a count that is not that of its buckets",
            "a histogram has the count %.0f, its buckets hold %.0f".formatted(count, total));
  }

  /**
   * Whether a count is that of the buckets. Measurements that are no numbers are in none of them,
   * and counts of floats are not exact.
   */
  private boolean counts(double total) {
    return !whole || !(count < EXACT) || (Double.isNaN(sum) ? total <= count : total == count);
  }

  /** The buckets above zero; null if spans and counts do not fit. */
  public @Nullable Buckets positive() {
    return Buckets.of(positiveSpans, positive);
  }

  /** The buckets below zero; null as above. */
  public @Nullable Buckets negative() {
    return Buckets.of(negativeSpans, negative);
  }
}
