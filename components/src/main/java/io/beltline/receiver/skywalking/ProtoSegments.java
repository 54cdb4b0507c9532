package io.beltline.receiver.skywalking;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.skywalking.Segment.Log;
import io.beltline.receiver.skywalking.Segment.Reference;
import io.beltline.receiver.skywalking.Segment.SwSpan;
import java.util.Map;

/** Reads segments in protobuf and makes OTLP of them. */
final class ProtoSegments {
  private final Room room;

  private ProtoSegments(Room room) {
    this.room = room;
  }

  /**
   * Reads a SegmentObject.
   *
   * @param room asked before anything is made of the bytes
   * @return its spans in OTLP, empty without spans
   * @throws MalformedTelemetryException if the bytes are no segment
   */
  static Slice one(Slice message, Room room) {
    SegmentTranslation out = new SegmentTranslation(room);
    out.add(new ProtoSegments(room).segment(message));
    return out.toRequest();
  }

  /**
   * Reads a SegmentCollection.
   *
   * @param room asked before anything is made of the bytes
   * @return the spans in OTLP, empty without spans
   * @throws MalformedTelemetryException if the bytes are no such message
   */
  static Slice collection(Slice message, Room room) {
    SegmentTranslation out = new SegmentTranslation(room);
    ProtoSegments reader = new ProtoSegments(room);
    MessageParts.each(message, 1, segment -> out.add(reader.segment(segment)));
    return out.toRequest();
  }

  private Segment segment(Slice message) {
    room.take(Segment.ROOM);
    Segment segment = new Segment();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        segment.traceId = fields.value().toUtf8();
      } else if (fields.isBytes(2)) {
        segment.id = fields.value().toUtf8();
      } else if (fields.isBytes(3)) {
        segment.spans.add(span(fields.value()));
      } else if (fields.isBytes(4)) {
        segment.service = fields.value().toUtf8();
      } else if (fields.isBytes(5)) {
        segment.instance = fields.value().toUtf8();
      }
    }
    return segment;
  }

  private SwSpan span(Slice message) {
    room.take(SwSpan.ROOM);
    SwSpan span = new SwSpan();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isVarint(1)) {
        span.id = (int) fields.varint();
      } else if (fields.isVarint(2)) {
        span.parentId = (int) fields.varint();
      } else if (fields.isVarint(3)) {
        span.start = fields.varint();
      } else if (fields.isVarint(4)) {
        span.end = fields.varint();
      } else if (fields.isBytes(5)) {
        span.references.add(reference(fields.value()));
      } else if (fields.isBytes(6)) {
        span.name = fields.value().toUtf8();
      } else if (fields.isVarint(8)) {
        span.type = (int) fields.varint();
      } else if (fields.isVarint(9)) {
        span.layer = (int) fields.varint();
      } else if (fields.isVarint(11)) {
        span.failed = fields.varint() != 0;
      } else if (fields.isBytes(12)) {
        pair(span.tags, fields.value());
      } else if (fields.isBytes(13)) {
        span.logs.add(log(fields.value()));
      }
    }
    return span;
  }

  private Reference reference(Slice message) {
    room.take(Reference.ROOM);
    Reference reference = new Reference();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isVarint(1)) {
        reference.type = (int) fields.varint();
      } else if (fields.isBytes(2)) {
        reference.traceId = fields.value().toUtf8();
      } else if (fields.isBytes(3)) {
        reference.segmentId = fields.value().toUtf8();
      } else if (fields.isVarint(4)) {
        reference.spanId = (int) fields.varint();
      } else if (fields.isBytes(5)) {
        reference.service = fields.value().toUtf8();
      } else if (fields.isBytes(6)) {
        reference.instance = fields.value().toUtf8();
      } else if (fields.isBytes(7)) {
        reference.endpoint = fields.value().toUtf8();
      } else if (fields.isBytes(8)) {
        reference.address = fields.value().toUtf8();
      }
    }
    return reference;
  }

  private Log log(Slice message) {
    room.take(Log.ROOM);
    Log log = new Log();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isVarint(1)) {
        log.time = fields.varint();
      } else if (fields.isBytes(2)) {
        pair(log.data, fields.value());
      }
    }
    return log;
  }

  private void pair(Map<String, String> into, Slice message) {
    room.take(Segment.TAG_ROOM);
    MessageParts.entry(message, into::put);
  }
}
