package io.beltline.receiver.opencensus;

import com.google.protobuf.ByteString;
import io.beltline.model.Slice;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.HexFormat;
import java.util.List;

/** What became of messages, in short texts. */
final class Proto {
  private Proto() {}

  static List<ResourceSpans> spans(Slice otlp) throws Exception {
    return ExportTraceServiceRequest.parseFrom(otlp.toByteArray()).getResourceSpansList();
  }

  static List<ResourceMetrics> metrics(Slice otlp) throws Exception {
    return ExportMetricsServiceRequest.parseFrom(otlp.toByteArray()).getResourceMetricsList();
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  /** Attributes as {@code key=value}, in their order. */
  static List<String> texts(List<KeyValue> attributes) {
    return attributes.stream().map(pair -> pair.getKey() + "=" + text(pair.getValue())).toList();
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      default -> value.getValueCase().name();
    };
  }
}
