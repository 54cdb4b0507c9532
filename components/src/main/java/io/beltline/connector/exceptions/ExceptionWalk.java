package io.beltline.connector.exceptions;

import io.beltline.connector.exceptions.FoundException.OfLog;
import io.beltline.connector.exceptions.FoundException.OfSpan;
import io.beltline.model.Logs;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ResourceView;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds exceptions in requests. Resources that name no service are left out. */
final class ExceptionWalk {
  private static final String NAME = "exception";

  private ExceptionWalk() {}

  /** Shows each exception of a request, in order. */
  static void walk(Telemetry telemetry, Consumer<FoundException> visitor) {
    for (Slice chunk : telemetry.payload().chunks()) {
      switch (telemetry) {
        case Traces _ -> spans(chunk, visitor);
        case Logs _ -> logs(chunk, visitor);
        default -> throw new IllegalArgumentException("no exceptions in " + telemetry.signal());
      }
    }
  }

  private static void spans(Slice chunk, Consumer<FoundException> visitor) {
    ExportTraceServiceRequestView request = new ExportTraceServiceRequestView();
    request.wrap(chunk);
    for (var group = request.resourceSpans(); group.next(); ) {
      ResourceView resource = group.item().resource();
      String service = service(resource);
      if (service != null) {
        spans(group.item(), resource, service, visitor);
      }
    }
  }

  private static void spans(
      ResourceSpansView group,
      ResourceView resource,
      String service,
      Consumer<FoundException> visitor) {
    for (var scope = group.scopeSpans(); scope.next(); ) {
      for (var span = scope.item().spans(); span.next(); ) {
        for (var event = span.item().events(); event.next(); ) {
          if (event.item().nameUtf8().contentEquals(NAME)) {
            visitor.accept(new OfSpan(resource, service, span.item(), event.item()));
          }
        }
      }
    }
  }

  private static void logs(Slice chunk, Consumer<FoundException> visitor) {
    ExportLogsServiceRequestView request = new ExportLogsServiceRequestView();
    request.wrap(chunk);
    for (var group = request.resourceLogs(); group.next(); ) {
      ResourceView resource = group.item().resource();
      String service = service(resource);
      if (service != null) {
        logs(group.item(), resource, service, visitor);
      }
    }
  }

  private static void logs(
      ResourceLogsView group,
      ResourceView resource,
      String service,
      Consumer<FoundException> visitor) {
    for (var scope = group.scopeLogs(); scope.next(); ) {
      for (var log = scope.item().logRecords(); log.next(); ) {
        if (isException(log.item())) {
          visitor.accept(new OfLog(resource, service, log.item()));
        }
      }
    }
  }

  /** Whether a record is an exception. */
  static boolean isException(LogRecordView log) {
    return log.eventNameUtf8().contentEquals(NAME);
  }

  static @Nullable String service(ResourceView resource) {
    AnyValueView service = resource.attributes().find(Dimensions.SERVICE);
    return service == null ? null : service.stringValue();
  }

  /** Whether an event is an exception, by its name. */
  static String name() {
    return NAME;
  }
}
