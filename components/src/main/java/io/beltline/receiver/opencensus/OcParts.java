package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds parts of messages. */
final class OcParts {
  /** What an entry of a map takes, in a table and in OTLP, without its texts. */
  private static final int ROOM = 300;

  private OcParts() {}

  /** Shows each message or text under a number. */
  static void each(Slice message, int number, Consumer<Slice> part) {
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(number)) {
        part.accept(fields.value());
      }
    }
  }

  /** The message or text under a number, the last one if there are several; null for none. */
  static @Nullable Slice last(Slice message, int number) {
    Slice last = null;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(number)) {
        last = fields.value();
      }
    }
    return last;
  }

  /** As {@link #last}, with an empty one for none. */
  static Slice lastOrEmpty(Slice message, int number) {
    Slice last = last(message, number);
    return last == null ? Slice.EMPTY : last;
  }

  /**
   * Reads one entry of a map of texts.
   *
   * @param room asked before it is made
   */
  static void entry(Slice message, Room room, BiConsumer<String, String> entry) {
    room.take(ROOM);
    entry.accept(lastOrEmpty(message, 1).toUtf8(), lastOrEmpty(message, 2).toUtf8());
  }
}
