package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.SpanEventView;
import io.beltline.model.otlp.SpanView;

/**
 * Writes documents of one mapping mode. A document is one JSON object without a line's end. One
 * thread.
 */
interface DocumentForm {

  /** Goes on to a scope: what follows belongs to it. */
  void enter(Surroundings around);

  /** Writes a log record. Says why not if it cannot be a document, else nothing. */
  String log(JsonBuffer out, LogRecordView record, Target target);

  /** Writes a span. Says why not if it cannot be a document, else nothing. */
  String span(JsonBuffer out, SpanView span, Target target);

  /** True if the events of a span are documents of their own. */
  default boolean partsEvents() {
    return false;
  }

  /** Writes an event of a span, where events are documents. */
  default void event(JsonBuffer out, SpanView span, SpanEventView event, Target target) {
    throw new UnsupportedOperationException("events stand in their span");
  }

  /** The time of a log record, or when it was seen. */
  static long time(LogRecordView record) {
    long time = record.timeUnixNano();
    return time != 0 ? time : record.observedTimeUnixNano();
  }
}
