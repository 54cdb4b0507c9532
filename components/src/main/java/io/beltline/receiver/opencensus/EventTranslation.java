package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.Room;
import io.beltline.components.traces.Attributes;
import io.beltline.components.traces.SpanFields;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes annotations and message events as events of OTLP. For one thread and one span. */
final class EventTranslation {
  /** What an event takes in OTLP, without its texts. */
  private static final int ROOM = 720;

  private static final String UNKNOWN =
      "An unknown OpenCensus TimeEvent type was detected when translating";
  private static final List<String> TYPES = List.of("TYPE_UNSPECIFIED", "SENT", "RECEIVED");

  private final WireWriter out;
  private final Room room;

  /**
   * A translation.
   *
   * @param out where the fields of a span are written
   * @param room asked before anything is made of the bytes
   */
  EventTranslation(WireWriter out, Room room) {
    this.out = out;
    this.room = room;
  }

  /** Writes what a TimeEvents message holds. */
  void write(Slice message) {
    int annotations = 0;
    int messages = 0;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        event(fields.value());
      } else if (fields.isVarint(2)) {
        annotations = (int) fields.varint();
      } else if (fields.isVarint(3)) {
        messages = (int) fields.varint();
      }
    }
    OcAttributes.count(out, SpanFields.DROPPED_EVENTS, annotations + messages);
  }

  private void event(Slice message) {
    room.take(ROOM);
    long time = 0;
    Slice annotation = null;
    Slice sentOrReceived = null;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        time = OcTime.nanos(fields.value());
      } else if (fields.isBytes(2)) {
        annotation = fields.value();
        sentOrReceived = null;
      } else if (fields.isBytes(3)) {
        sentOrReceived = fields.value();
        annotation = null;
      }
    }
    int mark = out.begin(SpanFields.EVENTS);
    out.fixed64(SpanFields.EVENT_TIME, time);
    content(annotation, sentOrReceived);
    out.end(mark);
  }

  private void content(@Nullable Slice annotation, @Nullable Slice sentOrReceived) {
    if (annotation != null) {
      annotation(annotation);
    } else if (sentOrReceived != null) {
      out.string(SpanFields.EVENT_NAME, "message");
      sentOrReceived(sentOrReceived);
    } else {
      out.string(SpanFields.EVENT_NAME, UNKNOWN);
    }
  }

  private void annotation(Slice message) {
    String name = "";
    OcAttributes attributes = new OcAttributes();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        name = OcValue.text(fields.value());
      } else if (fields.isBytes(2)) {
        attributes.read(fields.value(), room);
      }
    }
    if (!name.isEmpty()) {
      out.string(SpanFields.EVENT_NAME, name);
    }
    attributes.write(out, SpanFields.EVENT_ATTRIBUTES, SpanFields.EVENT_DROPPED_ATTRIBUTES);
  }

  private void sentOrReceived(Slice message) {
    int type = 0;
    long[] figures = new long[3];
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isVarint(1)) {
        type = (int) fields.varint();
      }
      for (int i = 0; i < figures.length; i++) {
        if (fields.isVarint(i + 2)) {
          figures[i] = fields.varint();
        }
      }
    }
    boolean known = type >= 0 && type < TYPES.size();
    int field = SpanFields.EVENT_ATTRIBUTES;
    Attributes.text(out, field, "message.type", known ? TYPES.get(type) : Integer.toString(type));
    Attributes.whole(out, field, "messaging.message_id", figures[0]);
    Attributes.whole(out, field, "messaging.message_payload_size_bytes", figures[1]);
    Attributes.whole(out, field, "messaging.message_payload_compressed_size_bytes", figures[2]);
  }
}
