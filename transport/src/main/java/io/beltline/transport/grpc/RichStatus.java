package io.beltline.transport.grpc;

import io.grpc.Metadata;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The few bytes of {@code google.rpc.Status} with {@code google.rpc.RetryInfo} that travel in
 * {@code grpc-status-details-bin}
 * (https://github.com/googleapis/googleapis/blob/master/google/rpc/status.proto and
 * error_details.proto).
 */
final class RichStatus {
  static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
  private static final byte[] RETRY_INFO =
      "type.googleapis.com/google.rpc.RetryInfo".getBytes(StandardCharsets.UTF_8);

  private static final Duration LONGEST = Duration.ofDays(1);

  private RichStatus() {}

  static byte[] encode(int code, String message, Duration retryAfter) {
    ByteArrayOutputStream duration = new ByteArrayOutputStream();
    varint(duration, 1, retryAfter.getSeconds());
    varint(duration, 2, retryAfter.getNano());
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    bytes(info, 1, duration.toByteArray());
    ByteArrayOutputStream any = new ByteArrayOutputStream();
    bytes(any, 1, RETRY_INFO);
    bytes(any, 2, info.toByteArray());
    ByteArrayOutputStream status = new ByteArrayOutputStream();
    varint(status, 1, code);
    bytes(status, 2, message.getBytes(StandardCharsets.UTF_8));
    bytes(status, 3, any.toByteArray());
    return status.toByteArray();
  }

  /** The delay in details, or null if they hold none or are malformed. */
  static @Nullable Duration retryAfter(byte @Nullable [] details) {
    if (details == null) {
      return null;
    }
    try {
      ProtoFields status = new ProtoFields(details, 0, details.length);
      while (status.next()) {
        if (status.field() == 3 && status.isBytes()) {
          ProtoFields any = status.message();
          Duration found = retryInfo(any);
          if (found != null) {
            return found;
          }
        }
      }
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      return null; // details are a courtesy of the server: without them the call failed all the
      // same
    }
    return null;
  }

  private static @Nullable Duration retryInfo(ProtoFields any) {
    boolean isRetryInfo = false;
    Duration found = null;
    while (any.next()) {
      if (any.field() == 1 && any.isBytes()) {
        isRetryInfo = any.text().endsWith("/google.rpc.RetryInfo");
      } else if (any.field() == 2 && any.isBytes() && isRetryInfo) {
        ProtoFields info = any.message();
        while (info.next()) {
          if (info.field() == 1 && info.isBytes()) {
            found = duration(info.message());
          }
        }
      }
    }
    return found;
  }

  private static Duration duration(ProtoFields fields) {
    long seconds = 0;
    long nanos = 0;
    while (fields.next()) {
      if (fields.field() == 1 && !fields.isBytes()) {
        seconds = fields.value();
      } else if (fields.field() == 2 && !fields.isBytes()) {
        nanos = fields.value();
      }
    }
    if (seconds >= LONGEST.toSeconds()) {
      return LONGEST;
    }
    Duration delay = Duration.ofSeconds(seconds, Math.clamp(nanos, -999_999_999, 999_999_999));
    return delay.isNegative() ? Duration.ZERO : delay;
  }

  /** Keeps the wire form of a message out of logs: text only. */
  static io.grpc.Status status(io.beltline.api.Status.Code code, String message) {
    return io.grpc.Status.fromCodeValue(code.number()).withDescription(message);
  }

  private static void varint(ByteArrayOutputStream out, int field, long value) {
    if (value != 0) {
      out.write(field << 3);
      raw(out, value);
    }
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    out.write((field << 3) | 2);
    raw(out, value.length);
    out.writeBytes(value);
  }

  private static void raw(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
