package io.beltline.verification.agent;

import com.google.protobuf.ByteString;
import io.beltline.testkit.RealClock;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;

/** Requests of numbered spans, log records and data points, as an application sends them. */
final class Requests {
  /** Spans of a trace, records of a request. */
  static final int SPANS = 20;

  /** Series of the counter. */
  static final int SERIES = 10;

  /** Another one in each run: a backend may know the traces of an earlier one. */
  private static final long MARK_OF_TRACES = RealClock.INSTANCE.unixNanos();

  private Requests() {}

  /** The id of a trace, in hexadecimal. */
  static String traceId(int trace) {
    return "%016x%016x".formatted(MARK_OF_TRACES, trace + 1L);
  }

  /** The id of a span of it. */
  static String spanId(int trace, int span) {
    return "%016x".formatted((long) trace * SPANS + span + 1);
  }

  private static ByteString bytes(long... words) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * words.length);
    for (long word : words) {
      buffer.putLong(word);
    }
    return ByteString.copyFrom(buffer.flip());
  }

  private static KeyValue.Builder attribute(String key, String value) {
    return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value));
  }

  private static Resource.Builder resource() {
    return Resource.newBuilder().addAttributes(attribute("service.name", "shop"));
  }

  /** A trace. */
  static byte[] trace(int trace, long now) {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    for (int i = 0; i < SPANS; i++) {
      long id = (long) trace * SPANS + i + 1;
      Span.Builder span =
          Span.newBuilder()
              .setTraceId(bytes(MARK_OF_TRACES, trace + 1L))
              .setSpanId(bytes(id))
              .setName("step " + i)
              .setStartTimeUnixNano(now)
              .setEndTimeUnixNano(now + 1_000_000);
      spans.addSpans(i == 0 ? span : span.setParentSpanId(bytes((long) trace * SPANS + 1)));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource()).addScopeSpans(spans))
        .build()
        .toByteArray();
  }

  /** Log records. */
  static byte[] records(int from, int count, long now) {
    ScopeLogs.Builder records = ScopeLogs.newBuilder();
    for (int i = 0; i < count; i++) {
      records.addLogRecords(
          LogRecord.newBuilder()
              .setTimeUnixNano(now + i)
              .setBody(AnyValue.newBuilder().setStringValue(Marks.sent(from + i))));
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource()).addScopeLogs(records))
        .build()
        .toByteArray();
  }

  /** A counter, {@code agent.numbers}, that has come to a value in every series. */
  static byte[] points(int value, long start, long now) {
    Sum.Builder sum =
        Sum.newBuilder()
            .setIsMonotonic(true)
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    for (int i = 0; i < SERIES; i++) {
      sum.addDataPoints(
          NumberDataPoint.newBuilder()
              .addAttributes(attribute("series", Integer.toString(i)))
              .setStartTimeUnixNano(start)
              .setTimeUnixNano(now)
              .setAsInt(value));
    }
    Metric.Builder metric = Metric.newBuilder().setName("agent.numbers").setSum(sum);
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource())
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build()
        .toByteArray();
  }
}
