package io.beltline.exporter.debug;

import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.SpanEventView;
import io.beltline.model.otlp.SpanLinkView;
import io.beltline.model.otlp.SpanView;

/** A span in full. */
final class SpanText {
  private SpanText() {}

  static void write(Lines out, SpanView span) {
    out.field("Trace ID", span.traceId().hex());
    out.field("Parent ID", span.parentSpanId().hex());
    out.field("ID", span.spanId().hex());
    out.field("Name", span.name());
    out.field("Kind", Words.spanKind(span.kind()));
    if (!span.traceState().isEmpty()) {
      out.field("TraceState", span.traceState());
    }
    out.field("Start time", Lines.time(span.startTimeUnixNano()));
    out.field("End time", Lines.time(span.endTimeUnixNano()));
    out.field("Status code", Words.statusCode(span.status().code()));
    out.field("Status message", span.status().message());
    out.field("DroppedAttributesCount", Integer.toUnsignedString(span.droppedAttributesCount()));
    out.field("DroppedEventsCount", Integer.toUnsignedString(span.droppedEventsCount()));
    out.field("DroppedLinksCount", Integer.toUnsignedString(span.droppedLinksCount()));
    out.attributes("", "Attributes", span.attributes());
    events(out, span);
    links(out, span);
  }

  private static void events(Lines out, SpanView span) {
    int n = 0;
    for (var events = span.events(new Cursor<>(new SpanEventView())); events.next(); n++) {
      var event = events.item();
      if (n == 0) {
        out.line("Events:");
      }
      out.line("SpanEvent #", n);
      out.line("     -> Name: ", event.name());
      out.line("     -> Timestamp: ", Lines.time(event.timeUnixNano()));
      out.line("     -> DroppedAttributesCount: ", event.droppedAttributesCount());
      out.attributes("     ", "-> Attributes:", event.attributes());
    }
  }

  private static void links(Lines out, SpanView span) {
    int n = 0;
    for (var links = span.links(new Cursor<>(new SpanLinkView())); links.next(); n++) {
      var link = links.item();
      if (n == 0) {
        out.line("Links:");
      }
      out.line("SpanLink #", n);
      out.line("     -> Trace ID: ", link.traceId().hex());
      out.line("     -> ID: ", link.spanId().hex());
      out.line("     -> TraceState: ", link.traceState());
      out.line("     -> DroppedAttributesCount: ", link.droppedAttributesCount());
      out.attributes("     ", "-> Attributes:", link.attributes());
    }
  }
}
