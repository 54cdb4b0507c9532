package io.beltline.receiver.prometheusremotewrite;

import io.beltline.components.otlp.Room;
import io.beltline.receiver.prometheusremotewrite.Buckets.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A native histogram as it came: integers or floats, spans and deltas. One thread. */
final class IncomingHistogram {
  /** What one takes on the heap and in OTLP, without buckets and labels. */
  static final int ROOM = 512;

  /** What a span takes, and what a number in a list does. */
  private static final int SPAN = 48;

  private static final int NUMBER = 48;
  private static final int GAUGE = 3;

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

  /** Reads the fields, which are the same in both versions, and asks first what that may take. */
  void read(byte[] in, int from, int to, Room room) {
    room.take(ROOM);
    Fields.each(
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

  private static double unsigned(long value) {
    return value >= 0 ? value : 0x1p64 + value;
  }

  private static Span span(byte[] in, Fields.Field field, Room room) {
    room.take(SPAN);
    int[] offset = {0};
    long[] length = {0};
    Fields.each(
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

  /** The buckets above zero; null if spans and counts do not fit. */
  @Nullable Buckets positive() {
    return Buckets.of(positiveSpans, positive);
  }

  /** The buckets below zero; null as above. */
  @Nullable Buckets negative() {
    return Buckets.of(negativeSpans, negative);
  }
}
