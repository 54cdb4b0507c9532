package io.beltline.verification.random;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * OTLP as protobuf-java reads it: strictly, as it stands in the protocol, and loosely, where texts
 * may be any bytes, since a sender may have written such and they must pass. Safe for all threads.
 */
final class Otlp {
  private static final int DEEPEST = 1000;
  private static final Map<Signal, Message> STRICT =
      Map.of(
          Signal.TRACES, ExportTraceServiceRequest.getDefaultInstance(),
          Signal.METRICS, ExportMetricsServiceRequest.getDefaultInstance(),
          Signal.LOGS, ExportLogsServiceRequest.getDefaultInstance(),
          Signal.PROFILES, ExportProfilesServiceRequest.getDefaultInstance());
  private static final Map<Signal, Message> LOOSE = loose();

  /** The fields that lead from a request to its items, and the types of those around them. */
  private static final Map<String, List<String>> LEVELS =
      Map.ofEntries(
          Map.entry("ExportTraceServiceRequest", List.of("resource_spans")),
          Map.entry("ResourceSpans", List.of("scope_spans")),
          Map.entry("ScopeSpans", List.of("spans")),
          Map.entry("ExportLogsServiceRequest", List.of("resource_logs")),
          Map.entry("ResourceLogs", List.of("scope_logs")),
          Map.entry("ScopeLogs", List.of("log_records")),
          Map.entry("ExportMetricsServiceRequest", List.of("resource_metrics")),
          Map.entry("ResourceMetrics", List.of("scope_metrics")),
          Map.entry("ScopeMetrics", List.of("metrics")),
          Map.entry(
              "Metric", List.of("gauge", "sum", "histogram", "exponential_histogram", "summary")),
          Map.entry("Gauge", List.of("data_points")),
          Map.entry("Sum", List.of("data_points")),
          Map.entry("Histogram", List.of("data_points")),
          Map.entry("ExponentialHistogram", List.of("data_points")),
          Map.entry("Summary", List.of("data_points")),
          Map.entry("ExportProfilesServiceRequest", List.of("resource_profiles")),
          Map.entry("ResourceProfiles", List.of("scope_profiles")),
          Map.entry("ScopeProfiles", List.of("profiles")),
          Map.entry("Profile", List.of("samples")));

  private Otlp() {}

  /** The type of a signal's requests. */
  static Descriptor request(Signal signal) {
    return STRICT.get(signal).getDescriptorForType();
  }

  /**
   * Reads a request.
   *
   * @param strict whether all texts must be UTF-8
   * @throws IOException if it is no such message
   */
  static Message parse(Signal signal, Slice bytes, boolean strict) throws IOException {
    CodedInputStream in =
        CodedInputStream.newInstance(bytes.array(), bytes.offset(), bytes.length());
    in.setRecursionLimit(DEEPEST);
    Message type = (strict ? STRICT : LOOSE).get(signal);
    return type.newBuilderForType().mergeFrom(in).build();
  }

  /** The items in a request. */
  static long items(Message message) {
    List<String> below = LEVELS.get(message.getDescriptorForType().getName());
    if (below == null) {
      return 1;
    }
    long items = 0;
    for (String name : below) {
      FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
      if (field.isRepeated()) {
        for (Object child : (List<?>) message.getField(field)) {
          items += items((Message) child);
        }
      } else if (message.hasField(field)) {
        items += items((Message) message.getField(field));
      }
    }
    return items;
  }

  private static Map<Signal, Message> loose() {
    Map<String, FileDescriptor> done = new HashMap<>();
    Map<Signal, Message> loose = new EnumMap<>(Signal.class);
    STRICT.forEach(
        (signal, message) -> {
          Descriptor type = message.getDescriptorForType();
          Descriptor other = loose(type.getFile(), done).findMessageTypeByName(type.getName());
          loose.put(signal, DynamicMessage.getDefaultInstance(other));
        });
    return loose;
  }

  private static FileDescriptor loose(FileDescriptor file, Map<String, FileDescriptor> done) {
    FileDescriptor known = done.get(file.getName());
    if (known != null) {
      return known;
    }
    FileDescriptor[] needed =
        file.getDependencies().stream().map(f -> loose(f, done)).toArray(FileDescriptor[]::new);
    FileDescriptorProto.Builder changed = file.toProto().toBuilder();
    changed.getMessageTypeBuilderList().forEach(Otlp::loosen);
    try {
      FileDescriptor built = FileDescriptor.buildFrom(changed.build(), needed);
      done.put(file.getName(), built);
      return built;
    } catch (DescriptorValidationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void loosen(DescriptorProto.Builder type) {
    for (FieldDescriptorProto.Builder field : type.getFieldBuilderList()) {
      if (field.getType() == FieldDescriptorProto.Type.TYPE_STRING) {
        field.setType(FieldDescriptorProto.Type.TYPE_BYTES);
      }
    }
    type.getNestedTypeBuilderList().forEach(Otlp::loosen);
  }
}
