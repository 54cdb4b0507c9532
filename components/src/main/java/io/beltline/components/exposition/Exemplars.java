package io.beltline.components.exposition;

import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.protobuf.WireFields;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads parts of messages of the protobuf format. Stateless. */
final class Exemplars {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Exemplars() {}

  /** The message {@code Exemplar}. */
  static IncomingExemplar read(WireFields.Field message) {
    SortedMap<String, String> labels = new TreeMap<>();
    double[] value = {0};
    long[] time = {0};
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          switch (field.number()) {
            case 1 -> {
              String[] pair = pair(field);
              labels.put(pair[0], pair[1]);
            }
            case 2 -> value[0] = field.float64();
            case 3 -> time[0] = nanos(field) / NANOS_PER_MILLI;
            default -> {}
          }
        });
    return new IncomingExemplar(labels, value[0], time[0]);
  }

  /** The message {@code LabelPair}. */
  static String[] pair(WireFields.Field message) {
    String[] pair = {"", ""};
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          if (field.number() == 1 || field.number() == 2) {
            pair[field.number() - 1] = field.text();
          }
        });
    return pair;
  }

  /** The message {@code Timestamp} in nanoseconds. */
  static long nanos(WireFields.Field message) {
    long[] parts = {0, 0};
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          if (field.number() == 1 || field.number() == 2) {
            parts[field.number() - 1] = field.varint();
          }
        });
    return parts[0] * NANOS_PER_SECOND + parts[1];
  }
}
