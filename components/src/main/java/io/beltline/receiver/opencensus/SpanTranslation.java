package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.components.traces.SpanFields;
import io.beltline.model.Slice;
import io.beltline.model.otlp.SpanKind;
import io.beltline.model.otlp.StatusCode;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.opencensus.OcValue.Text;
import io.beltline.receiver.opencensus.OcValue.Whole;

/**
 * Writes spans in OTLP. For one thread and one request.
 *
 * @param out where spans are written, each as field 2
 * @param room asked before anything is made of the bytes
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.110.0/pkg/translator/opencensus/oc_to_traces.go">the
 *     mapping</a>
 */
record SpanTranslation(WireWriter out, Room room) {
  /** What a link takes in OTLP, without its texts. */
  private static final int LINK_ROOM = 200;

  private static final int TRACE_ID_LENGTH = 16;
  private static final int SPAN_ID_LENGTH = 8;

  /** The attribute of kinds that OpenCensus has no number for. */
  private static final String KIND = "span.kind";

  /** The attribute of status codes that OpenCensus has no number for. */
  private static final String STATUS_CODE = "otel.status_code";

  /** Writes a span; its attributes may be other ones afterwards. */
  void write(OcSpan span) {
    int mark = out.begin(SpanFields.SPAN);
    id(SpanFields.TRACE_ID, span.traceId, TRACE_ID_LENGTH);
    id(SpanFields.SPAN_ID, span.spanId, SPAN_ID_LENGTH);
    text(SpanFields.TRACE_STATE, span.traceState);
    id(SpanFields.PARENT_SPAN_ID, span.parentId, SPAN_ID_LENGTH);
    text(SpanFields.NAME, span.name);
    int kind = kind(span);
    if (kind != 0) {
      out.varint(SpanFields.KIND, kind);
    }
    out.fixed64(SpanFields.START, span.start);
    out.fixed64(SpanFields.END, span.end);
    status(span);
    if (span.sameProcess != null) {
      span.attributes.put("opencensus.same_process_as_parent_span", span.sameProcess);
    }
    span.attributes.write(out, SpanFields.ATTRIBUTES, SpanFields.DROPPED_ATTRIBUTES);
    new EventTranslation(out, room).write(span.events);
    links(span.links);
    out.end(mark);
  }

  private static int kind(OcSpan span) {
    return switch (span.kind) {
      case 0 -> kindByName(span.attributes);
      case 1 -> SpanKind.SERVER;
      case 2 -> SpanKind.CLIENT;
      default -> 0;
    };
  }

  private static int kindByName(OcAttributes attributes) {
    if (!(attributes.get(KIND) instanceof Text(String name))) {
      return 0;
    }
    int kind =
        switch (name) {
          case "consumer" -> SpanKind.CONSUMER;
          case "producer" -> SpanKind.PRODUCER;
          case "internal" -> SpanKind.INTERNAL;
          default -> 0;
        };
    if (kind != 0) {
      attributes.remove(KIND);
    }
    return kind;
  }

  private void status(OcSpan span) {
    if (span.status == null) {
      return;
    }
    String message = MessageParts.lastOrEmpty(span.status, 2).toUtf8();
    int otlp = (int) MessageParts.whole(span.status, 1) == 0 ? 0 : StatusCode.ERROR;
    OcValue told = span.attributes.get(STATUS_CODE);
    if (told != null) {
      otlp = told instanceof Whole(long number) ? (int) number : 0;
      span.attributes.remove(STATUS_CODE);
    }
    int mark = out.begin(SpanFields.STATUS);
    text(SpanFields.STATUS_MESSAGE, message);
    if (otlp != 0) {
      out.varint(SpanFields.STATUS_CODE, otlp);
    }
    out.endOrDrop(mark, SpanFields.STATUS);
  }

  private void links(Slice message) {
    MessageParts.each(message, 1, this::link);
    OcAttributes.count(out, SpanFields.DROPPED_LINKS, (int) MessageParts.whole(message, 2));
  }

  private void link(Slice message) {
    room.take(LINK_ROOM);
    OcAttributes attributes = new OcAttributes();
    int mark = out.begin(SpanFields.LINKS);
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        id(SpanFields.LINK_TRACE_ID, fields.value(), TRACE_ID_LENGTH);
      } else if (fields.isBytes(2)) {
        id(SpanFields.LINK_SPAN_ID, fields.value(), SPAN_ID_LENGTH);
      } else if (fields.isBytes(4)) {
        attributes.read(fields.value(), room);
      } else if (fields.isBytes(5)) {
        text(SpanFields.LINK_TRACE_STATE, OcSpan.traceState(fields.value()));
      }
    }
    attributes.write(out, SpanFields.LINK_ATTRIBUTES, SpanFields.LINK_DROPPED_ATTRIBUTES);
    out.end(mark);
  }

  /** Writes an id, cut or filled up with zeros to its length; one of zeros is none. */
  private void id(int field, Slice id, int length) {
    byte[] bytes = new byte[length];
    System.arraycopy(id.array(), id.offset(), bytes, 0, Math.min(length, id.length()));
    for (byte one : bytes) {
      if (one != 0) {
        out.bytes(field, bytes);
        return;
      }
    }
  }

  private void text(int field, String text) {
    if (!text.isEmpty()) {
      out.string(field, text);
    }
  }
}
