package io.beltline.ottl.cases;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.beltline.model.Telemetry;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/** Telemetry as protobuf-java reads it: it refuses what is no valid OTLP. */
public final class Proto {
  private Proto() {}

  /** The whole request. */
  public static Message parse(Telemetry telemetry) {
    byte[] bytes = telemetry.payload().contiguous().toByteArray();
    try {
      return switch (telemetry.signal()) {
        case LOGS -> ExportLogsServiceRequest.parseFrom(bytes);
        case TRACES -> ExportTraceServiceRequest.parseFrom(bytes);
        case METRICS -> ExportMetricsServiceRequest.parseFrom(bytes);
        case PROFILES -> ExportProfilesServiceRequest.parseFrom(bytes);
      };
    } catch (InvalidProtocolBufferException invalid) {
      throw new AssertionError("the output is no valid OTLP: " + invalid.getMessage(), invalid);
    }
  }
}
