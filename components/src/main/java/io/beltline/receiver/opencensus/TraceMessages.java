package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.TranslatedMethod.Translation;
import io.beltline.components.traces.SpanGroups;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;

/** Reads the messages of one stream of spans and makes OTLP of them. For one thread at a time. */
final class TraceMessages implements Translation {
  private static final int SPANS = 2;

  private final Sender sender = new Sender();

  TraceMessages() {}

  /**
   * Reads an ExportTraceServiceRequest.
   *
   * @return its spans in OTLP, empty without spans
   * @throws MalformedTelemetryException if the bytes are no such message, or nobody told the node
   */
  @Override
  public Slice read(Slice message, Room room) {
    sender.read(message);
    SpanGroups groups = new SpanGroups();
    WireWriter common = null;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(SPANS)) {
        OcSpan span = OcSpan.read(fields.value(), room);
        WireWriter out;
        if (span.resource == null) {
          common = common == null ? groups.spans(sender.resource(room), Slice.EMPTY) : common;
          out = common;
        } else {
          out = groups.spans(sender.resource(span.resource, room), Slice.EMPTY);
        }
        new SpanTranslation(out, room).write(span);
      }
    }
    return groups.toRequest();
  }
}
