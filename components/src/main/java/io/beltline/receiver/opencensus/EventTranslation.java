package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.components.traces.Attributes;
import io.beltline.components.traces.SpanFields;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes annotations and message events as events of OTLP. For one thread and one span.
 *
 * @param out where the fields of a span are written
 * @param room asked before anything is made of the bytes
 */
record EventTranslation(WireWriter out, Room room) {
  /** What an event takes in OTLP, without its texts. */
  private static final int ROOM = 720;

  private static final String UNKNOWN =
      "An unknown OpenCensus TimeEvent type was detected when translating";
  private static final List<String> TYPES = List.of("TYPE_UNSPECIFIED", "SENT", "RECEIVED");

  /** Writes what a TimeEvents message holds. */
  void write(Slice message) {
    MessageParts.each(message, 1, this::event);
    long dropped = MessageParts.whole(message, 2) + MessageParts.whole(message, 3);
    OcAttributes.count(out, SpanFields.DROPPED_EVENTS, (int) dropped);
  }

  private void event(Slice message) {
    room.take(ROOM);
    long time = 0;
    Slice annotation = null;
    Slice sentOrReceived = null;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        time = MessageParts.nanos(fields.value());
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
    long[] figures = MessageParts.wholes(message, 4);
    int field = SpanFields.EVENT_ATTRIBUTES;
    Attributes.text(out, field, "message.type", MessageParts.name(TYPES, figures[0]));
    Attributes.whole(out, field, "messaging.message_id", figures[1]);
    Attributes.whole(out, field, "messaging.message_payload_size_bytes", figures[2]);
    Attributes.whole(out, field, "messaging.message_payload_compressed_size_bytes", figures[3]);
  }
}
