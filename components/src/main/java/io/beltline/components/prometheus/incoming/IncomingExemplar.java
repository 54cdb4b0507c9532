package io.beltline.components.prometheus.incoming;

import io.beltline.components.otlp.Room;
import io.beltline.components.protobuf.WireFields;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * A measurement behind a sample.
 *
 * @param labels its labels, by name
 * @param value what was measured
 * @param time Unix milliseconds; {@link #NO_TIME} if it has none
 */
public record IncomingExemplar(SortedMap<String, String> labels, double value, long time) {
  /** Stands for an exemplar without a time of its own. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** What one takes on the heap without labels. */
  public static final int ROOM = 176;

  /**
   * Reads a message that has labels in field 1, a value in field 2 and a time in field 3, and asks
   * first what that may take.
   *
   * @param millis reads the time, in Unix milliseconds
   * @param without the time of one that says none
   */
  public static IncomingExemplar read(
      WireFields.Field message, ToLongFunction<WireFields.Field> millis, long without, Room room) {
    room.take(ROOM);
    SortedMap<String, String> labels = new TreeMap<>();
    double[] value = {0};
    long[] time = {without};
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          switch (field.number()) {
            case 1 -> {
              IncomingLabel label = IncomingLabel.read(field, room);
              labels.put(label.name(), label.value());
            }
            case 2 -> value[0] = field.float64();
            case 3 -> time[0] = millis.applyAsLong(field);
            default -> {}
          }
        });
    return new IncomingExemplar(labels, value[0], time[0]);
  }

  /** The same with a time if it has none. */
  public IncomingExemplar at(long millis) {
    return time == NO_TIME ? new IncomingExemplar(labels, value, millis) : this;
  }
}
