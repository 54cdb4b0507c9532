package io.beltline.connector.exceptions;

import io.beltline.connector.exceptions.FoundException.OfSpan;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.LogRecordEditor;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.ScopeLogsView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.SpanEventView;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;
import org.jspecify.annotations.Nullable;

/** Makes log records of exceptions. Immutable; safe for all threads. */
final class ExceptionLogs {
  private static final int ERROR = 17;
  private static final AttributeKey STACK = AttributeKey.of("exception.stacktrace");

  private final Dimensions dimensions;

  ExceptionLogs(Dimensions dimensions) {
    this.dimensions = dimensions;
  }

  /** The exceptions of a request as log records; null if there are none. */
  @Nullable Logs of(Telemetry telemetry) {
    return switch (telemetry) {
      case Traces traces -> ofSpans(traces);
      case Logs logs -> ofLogs(logs);
      default -> null;
    };
  }

  /** Those log records that are exceptions, as they are. */
  private static @Nullable Logs ofLogs(Logs logs) {
    LogsEditor editor = new LogsEditor(logs);
    boolean any = false;
    while (editor.next()) {
      if (ExceptionWalk.isException(editor.log())) {
        any = true;
      } else {
        editor.removeLog();
      }
    }
    return any ? editor.finish() : null;
  }

  private @Nullable Logs ofSpans(Traces traces) {
    WireWriter out = new WireWriter();
    for (Slice chunk : traces.payload().chunks()) {
      ExportTraceServiceRequestView request = new ExportTraceServiceRequestView();
      request.wrap(chunk);
      for (var group = request.resourceSpans(); group.next(); ) {
        resource(group.item(), out);
      }
    }
    return out.size() == 0 ? null : new Logs(Payload.of(Slice.of(out.toSlice().toByteArray())));
  }

  private void resource(ResourceSpansView group, WireWriter out) {
    ResourceView resource = group.resource();
    String service = ExceptionWalk.service(resource);
    if (service == null) {
      return;
    }
    int start = out.size();
    int mark = out.begin(ExportLogsServiceRequestView.RESOURCE_LOGS);
    out.bytes(ResourceLogsView.RESOURCE, resource.toSlice());
    boolean any = false;
    for (var scope = group.scopeSpans(); scope.next(); ) {
      any |= scope(scope.item(), resource, service, out);
    }
    if (any && !group.schemaUrl().isEmpty()) {
      out.string(ResourceLogsView.SCHEMA_URL, group.schemaUrl());
    }
    close(mark, start, any, out);
  }

  private boolean scope(
      ScopeSpansView scope, ResourceView resource, String service, WireWriter out) {
    int start = out.size();
    int mark = out.begin(ResourceLogsView.SCOPE_LOGS);
    out.bytes(ScopeLogsView.SCOPE, scope.scope().toSlice());
    boolean any = false;
    for (var span = scope.spans(); span.next(); ) {
      for (var event = span.item().events(); event.next(); ) {
        if (event.item().nameUtf8().contentEquals(ExceptionWalk.name())) {
          out.bytes(
              ScopeLogsView.LOG_RECORDS,
              record(new OfSpan(resource, service, span.item(), event.item())));
          any = true;
        }
      }
    }
    if (any && !scope.schemaUrl().isEmpty()) {
      out.string(ScopeLogsView.SCHEMA_URL, scope.schemaUrl());
    }
    close(mark, start, any, out);
    return any;
  }

  private static void close(int mark, int start, boolean any, WireWriter out) {
    out.end(mark);
    if (!any) {
      out.cut(start);
    }
  }

  private Slice record(OfSpan found) {
    SpanView span = found.span();
    SpanEventView event = found.event();
    LogRecordEditor log = new LogRecordEditor();
    log.wrap(Slice.EMPTY);
    log.timeUnixNano(event.timeUnixNano());
    log.severityNumber(ERROR);
    log.severityText("ERROR");
    log.eventName(ExceptionWalk.name());
    log.traceId(span.traceId().toByteArray());
    log.spanId(span.spanId().toByteArray());
    for (AttributesView walk = span.attributes(); walk.next(); ) {
      log.attributes().add(Attribute.of(walk.key(), Value.copyOf(walk.value())));
    }
    Dimensions.common(found.service(), span).forEach(log.attributes()::upsert);
    dimensions
        .configured(span.attributes(), event.attributes(), found.resource().attributes())
        .forEach(log.attributes()::upsert);
    String stack = event.attributes().string(STACK);
    log.attributes().upsert(Attribute.of(STACK, Value.of(stack == null ? "" : stack)));
    return Slice.of(log.toSlice().toByteArray());
  }
}
