package io.beltline.components.prometheus.incoming;

import io.beltline.components.otlp.Room;
import io.beltline.components.protobuf.WireFields;

/** A label as the messages of Prometheus have it: its name in field 1, its value in field 2. */
public record IncomingLabel(String name, String value) {
  /** What one takes on the heap, and where it is its own in OTLP, without its text. */
  public static final int ROOM = 176;

  /** Reads the message of one, and asks first what that may take. */
  public static IncomingLabel read(WireFields.Field message, Room room) {
    int from = message.from();
    room.take(ROOM + 2L * (message.to() - from));
    String[] pair = {"", ""};
    WireFields.each(
        message.in(),
        from,
        message.to(),
        field -> {
          if (field.number() == 1 || field.number() == 2) {
            pair[field.number() - 1] = field.text();
          }
        });
    return new IncomingLabel(pair[0], pair[1]);
  }
}
