package io.beltline.connector.exceptions;

import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.SpanEventView;
import io.beltline.model.otlp.SpanView;

/** An exception that was recorded. Its views hold until the next is shown. */
sealed interface FoundException {

  /** The resource it comes from. */
  ResourceView resource();

  /** The name of the service it comes from. */
  String service();

  /**
   * As an event of a span.
   *
   * @param resource the resource
   * @param service the name of the service
   * @param span the span
   * @param event the event
   */
  record OfSpan(ResourceView resource, String service, SpanView span, SpanEventView event)
      implements FoundException {}

  /**
   * As a log record.
   *
   * @param resource the resource
   * @param service the name of the service
   * @param log the record
   */
  record OfLog(ResourceView resource, String service, LogRecordView log)
      implements FoundException {}
}
