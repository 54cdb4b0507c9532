package io.beltline.model.otlp;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/**
 * OTLP/JSON to protobuf and back.
 *
 * <p>Source: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding. Keys are
 * lowerCamelCase, trace and span ids hexadecimal, other bytes base64, enumerations numbers, 64-bit
 * integers texts. The reader also takes the original field names, names of enumerations, and 64-bit
 * integers as numbers; it leaves out unknown fields and takes null for absent.
 */
public final class OtlpJson {
  private OtlpJson() {}

  /**
   * Reads the JSON form of an export request.
   *
   * @throws MalformedTelemetryException if the text is no JSON or no such request; says where
   */
  public static Telemetry read(Signal signal, byte[] json) {
    return Telemetry.of(signal, Payload.of(read(request(signal), Slice.of(json))));
  }

  /**
   * Reads the JSON form of any message.
   *
   * @return the message as protobuf
   * @throws MalformedTelemetryException if the text is no JSON or no such message; says where
   */
  public static Slice read(MessageType type, Slice json) {
    return JsonReader.read(type, json);
  }

  /**
   * Writes telemetry as one JSON object.
   *
   * @throws MalformedTelemetryException if the telemetry is no valid protobuf
   */
  public static byte[] write(Telemetry telemetry) {
    return write(request(telemetry.signal()), telemetry.payload().contiguous());
  }

  /**
   * Writes any message as one JSON object.
   *
   * @throws MalformedTelemetryException if the message is no valid protobuf
   */
  public static byte[] write(MessageType type, Slice message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * message.length() + 64);
    write(type, message, out);
    return out.toByteArray();
  }

  /**
   * Writes any message as one JSON object to a stream, which stays open.
   *
   * @throws MalformedTelemetryException if the message is no valid protobuf
   */
  public static void write(MessageType type, Slice message, OutputStream out) {
    JsonWriter.write(type, message, out);
  }

  /** The message type of a signal's export request. */
  public static MessageType request(Signal signal) {
    return switch (signal) {
      case TRACES -> OtlpTypes.EXPORT_TRACE_SERVICE_REQUEST;
      case METRICS -> OtlpTypes.EXPORT_METRICS_SERVICE_REQUEST;
      case LOGS -> OtlpTypes.EXPORT_LOGS_SERVICE_REQUEST;
      case PROFILES -> OtlpTypes.EXPORT_PROFILES_SERVICE_REQUEST;
    };
  }

  /** The message type of the answer to a signal's export request. */
  public static MessageType response(Signal signal) {
    return switch (signal) {
      case TRACES -> OtlpTypes.EXPORT_TRACE_SERVICE_RESPONSE;
      case METRICS -> OtlpTypes.EXPORT_METRICS_SERVICE_RESPONSE;
      case LOGS -> OtlpTypes.EXPORT_LOGS_SERVICE_RESPONSE;
      case PROFILES -> OtlpTypes.EXPORT_PROFILES_SERVICE_RESPONSE;
    };
  }
}
