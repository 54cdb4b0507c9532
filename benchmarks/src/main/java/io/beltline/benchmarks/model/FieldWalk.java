package io.beltline.benchmarks.model;

import io.beltline.model.Logs;
import io.beltline.model.Mergeable;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import io.beltline.model.Traces;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SpanView;

/**
 * Reads every field of every item through views, and allocates nothing for it.
 *
 * <p>Texts and ids are looked at in place: their ends and their length go into the sum. For one
 * thread at a time.
 */
public final class FieldWalk {
  private final ExportTraceServiceRequestView traces = new ExportTraceServiceRequestView();
  private final ExportLogsServiceRequestView logs = new ExportLogsServiceRequestView();
  private final ExportMetricsServiceRequestView metrics = new ExportMetricsServiceRequestView();

  /** A walk of nothing yet. */
  public FieldWalk() {}

  /** A sum over all that was read, so that nothing of it can be left out. */
  public long sum(Mergeable telemetry) {
    long sum = 0;
    for (Slice chunk : telemetry.payload().chunks()) {
      sum +=
          switch (telemetry) {
            case Traces ignored -> traces(chunk);
            case Logs ignored -> logs(chunk);
            case Metrics ignored -> metrics(chunk);
          };
    }
    return sum;
  }

  private long traces(Slice chunk) {
    traces.wrap(chunk);
    long sum = 0;
    for (var groups = traces.resourceSpans(); groups.next(); ) {
      sum += attributes(groups.item().resource().attributes());
      for (var scopes = groups.item().scopeSpans(); scopes.next(); ) {
        sum += text(scopes.item().scope().nameUtf8());
        for (Cursor<? extends SpanView> spans = scopes.item().spans(); spans.next(); ) {
          sum += span(spans.item());
        }
      }
    }
    return sum;
  }

  private static long span(SpanView span) {
    long sum = text(span.traceId()) + text(span.spanId()) + text(span.parentSpanId());
    sum += text(span.traceStateUtf8()) + span.flags() + text(span.nameUtf8()) + span.kind();
    sum += span.startTimeUnixNano() + span.endTimeUnixNano();
    sum += attributes(span.attributes()) + span.droppedAttributesCount();
    sum += span.droppedEventsCount() + span.droppedLinksCount();
    for (var events = span.events(); events.next(); ) {
      sum += events.item().timeUnixNano() + text(events.item().nameUtf8());
      sum += attributes(events.item().attributes());
    }
    for (var links = span.links(); links.next(); ) {
      sum += text(links.item().traceId()) + text(links.item().spanId());
      sum += attributes(links.item().attributes());
    }
    return sum + span.status().code() + text(span.status().messageUtf8());
  }

  private long logs(Slice chunk) {
    logs.wrap(chunk);
    long sum = 0;
    for (var groups = logs.resourceLogs(); groups.next(); ) {
      sum += attributes(groups.item().resource().attributes());
      for (var scopes = groups.item().scopeLogs(); scopes.next(); ) {
        sum += text(scopes.item().scope().nameUtf8());
        for (Cursor<? extends LogRecordView> all = scopes.item().logRecords(); all.next(); ) {
          sum += log(all.item());
        }
      }
    }
    return sum;
  }

  private static long log(LogRecordView log) {
    long sum = log.timeUnixNano() + log.observedTimeUnixNano();
    sum += log.severityNumber() + text(log.severityTextUtf8()) + value(log.body());
    sum += attributes(log.attributes()) + log.droppedAttributesCount() + log.flags();
    return sum + text(log.traceId()) + text(log.spanId()) + text(log.eventNameUtf8());
  }

  private long metrics(Slice chunk) {
    metrics.wrap(chunk);
    long sum = 0;
    for (var groups = metrics.resourceMetrics(); groups.next(); ) {
      sum += attributes(groups.item().resource().attributes());
      for (var scopes = groups.item().scopeMetrics(); scopes.next(); ) {
        sum += text(scopes.item().scope().nameUtf8());
        for (Cursor<? extends MetricView> all = scopes.item().metrics(); all.next(); ) {
          sum += metric(all.item());
        }
      }
    }
    return sum;
  }

  private static long metric(MetricView metric) {
    long sum = text(metric.nameUtf8()) + text(metric.descriptionUtf8()) + text(metric.unitUtf8());
    if (metric.hasSum()) {
      sum += metric.sum().aggregationTemporality() + (metric.sum().isMonotonic() ? 1 : 0);
    }
    Cursor<? extends NumberDataPointView> points =
        metric.hasSum() ? metric.sum().dataPoints() : metric.gauge().dataPoints();
    while (points.next()) {
      sum += point(points.item());
    }
    return sum;
  }

  private static long point(NumberDataPointView point) {
    long sum = point.startTimeUnixNano() + point.timeUnixNano();
    sum += point.hasAsInt() ? point.asInt() : Double.doubleToRawLongBits(point.asDouble());
    for (var exemplars = point.exemplars(); exemplars.next(); ) {
      sum += exemplars.item().timeUnixNano() + text(exemplars.item().traceId());
    }
    return sum + attributes(point.attributes()) + point.flags();
  }

  private static long attributes(AttributesView attributes) {
    long sum = 0;
    while (attributes.next()) {
      sum += text(attributes.keyUtf8());
      sum +=
          switch (attributes.valueCase()) {
            case AnyValueView.STRING_VALUE -> text(attributes.stringValueUtf8());
            case AnyValueView.BOOL_VALUE -> attributes.boolValue() ? 1 : 0;
            case AnyValueView.INT_VALUE -> attributes.intValue();
            case AnyValueView.DOUBLE_VALUE -> Double.doubleToRawLongBits(attributes.doubleValue());
            case AnyValueView.BYTES_VALUE -> text(attributes.bytesValue());
            default -> attributes.value().size();
          };
    }
    return sum;
  }

  private static long value(AnyValueView value) {
    return switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> text(value.stringValueUtf8());
      case AnyValueView.BOOL_VALUE -> value.boolValue() ? 1 : 0;
      case AnyValueView.INT_VALUE -> value.intValue();
      case AnyValueView.DOUBLE_VALUE -> Double.doubleToRawLongBits(value.doubleValue());
      case AnyValueView.BYTES_VALUE -> text(value.bytesValue());
      default -> value.size();
    };
  }

  private static long text(ByteRange range) {
    int length = range.length();
    if (length == 0) {
      return 0;
    }
    byte[] array = range.array();
    int first = range.offset();
    return (long) length + array[first] + array[first + length - 1];
  }
}
