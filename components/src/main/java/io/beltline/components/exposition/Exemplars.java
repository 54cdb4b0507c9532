package io.beltline.components.exposition;

import io.beltline.components.otlp.Room;
import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.protobuf.WireFields;

/** Reads parts of messages of the protobuf format. Stateless. */
final class Exemplars {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Exemplars() {}

  /** The message {@code Exemplar}. */
  static IncomingExemplar read(WireFields.Field message, Room room) {
    return IncomingExemplar.read(
        message, field -> nanos(field) / NANOS_PER_MILLI, IncomingExemplar.NO_TIME, room);
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
