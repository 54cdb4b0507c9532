package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The attributes of a span, an annotation or a link. For one thread. */
final class OcAttributes {
  /** What an attribute takes, in a table and in OTLP, without its texts. */
  private static final int ROOM = 400;

  /** What an entry of a map takes, in a table and in OTLP, without its texts. */
  private static final int ENTRY_ROOM = 300;

  private final Map<String, OcValue> values = new LinkedHashMap<>();
  private int dropped;

  /**
   * Adds what an Attributes message holds; of equal keys the last value counts.
   *
   * @param room asked before an attribute is made
   */
  void read(Slice message, Room room) {
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        room.take(ROOM);
        entry(fields.value());
      } else if (fields.isVarint(2)) {
        dropped = (int) fields.varint();
      }
    }
  }

  private void entry(Slice message) {
    values.put(
        MessageParts.lastOrEmpty(message, 1).toUtf8(),
        OcValue.read(MessageParts.lastOrEmpty(message, 2)));
  }

  /** The value of a key, null without one. */
  @Nullable OcValue get(String key) {
    return values.get(key);
  }

  /** Sets a value. */
  void put(String key, OcValue value) {
    values.put(key, value);
  }

  /** Takes an attribute out. */
  void remove(String key) {
    values.remove(key);
  }

  /**
   * Writes them.
   *
   * @param droppedField where the number of those that the sender left out is written
   */
  void write(WireWriter out, int field, int droppedField) {
    values.forEach((key, value) -> value.write(out, field, key));
    count(out, droppedField, dropped);
  }

  /**
   * Reads one entry of a map of texts.
   *
   * @param room asked before it is made
   */
  static void textEntry(Slice message, Room room, BiConsumer<String, String> entry) {
    room.take(ENTRY_ROOM);
    MessageParts.entry(message, entry);
  }

  /** Writes how many of something a sender left out. */
  static void count(WireWriter out, int field, int dropped) {
    if (dropped != 0) {
      out.varint(field, Integer.toUnsignedLong(dropped));
    }
  }
}
