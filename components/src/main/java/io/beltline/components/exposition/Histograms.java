package io.beltline.components.exposition;

import io.beltline.components.otlp.Room;
import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import io.beltline.components.protobuf.WireFields;
import java.util.ArrayList;
import java.util.List;

/** A histogram of the protobuf format: its classic buckets, and its native ones. One thread. */
final class Histograms {
  /** What a bucket takes on the heap. */
  private static final int BUCKET = 96;

  /** A classic bucket. */
  record Bucket(double bound, double count, List<IncomingExemplar> exemplars) {}

  final IncomingHistogram hist = new IncomingHistogram();
  final List<Bucket> buckets = new ArrayList<>();
  final List<IncomingExemplar> exemplars = new ArrayList<>(0);
  long created;
  private final Room room;
  private boolean isNative;

  private Histograms(Room room) {
    this.room = room;
  }

  /** Reads the message {@code Histogram}, and asks first what that may take. */
  static Histograms read(WireFields.Field message, Room room) {
    room.take(IncomingHistogram.ROOM);
    Histograms read = new Histograms(room);
    WireFields.each(message.in(), message.from(), message.to(), read::field);
    return read;
  }

  private void field(WireFields.Field field) {
    switch (field.number()) {
      case 3 -> buckets.add(bucket(field));
      case 15 -> created = Exemplars.nanos(field);
      case 16 -> exemplars.add(Exemplars.read(field, room));
      case 6, 7, 8 -> {
        isNative |= field.number() == 7 ? field.varint() != 0 : field.float64() != 0;
        hist.readExposition(field, room);
      }
      case 9, 12 -> {
        isNative = true;
        hist.readExposition(field, room);
      }
      default -> hist.readExposition(field, room);
    }
  }

  private Bucket bucket(WireFields.Field message) {
    room.take(BUCKET);
    double[] numbers = {0, 0};
    List<IncomingExemplar> behind = new ArrayList<>(0);
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          switch (field.number()) {
            case 1 -> numbers[1] = IncomingHistogram.unsigned(field.varint());
            case 2 -> numbers[0] = field.float64();
            case 3 -> behind.add(Exemplars.read(field, room));
            case 4 -> {
              double count = field.float64();
              numbers[1] = count > 0 ? count : numbers[1];
            }
            default -> {}
          }
        });
    return new Bucket(numbers[0], numbers[1], behind);
  }

  /** Whether it has native buckets: spans, a zero bucket, or a width of it. */
  boolean isNative() {
    return isNative;
  }
}
