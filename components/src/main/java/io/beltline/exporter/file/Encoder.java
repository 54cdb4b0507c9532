package io.beltline.exporter.file;

import io.beltline.exporter.file.FileExporterConfig.Format;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Makes records of requests: a line of OTLP/JSON, or a message behind its length as four bytes in
 * big-endian order. What is compressed is no line any more and has its length in front, too. Safe
 * for all threads.
 */
record Encoder(Format format, boolean compressed, int level) {

  /**
   * The content of the record of a request.
   *
   * @throws io.beltline.model.MalformedTelemetryException if the request is no valid protobuf
   */
  Slice message(Telemetry telemetry) {
    return switch (format) {
      case JSON -> Slice.of(OtlpJson.write(telemetry));
      case PROTO -> telemetry.payload().contiguous();
    };
  }

  /** The record with a content. */
  byte[] record(Slice message) {
    if (compressed) {
      return framed(Codecs.compress(Compression.ZSTD, level, List.of(message)));
    }
    return switch (format) {
      case JSON -> line(message);
      case PROTO -> framed(message);
    };
  }

  private static byte[] line(Slice text) {
    return ByteBuffer.allocate(text.length() + 1)
        .put(text.array(), text.offset(), text.length())
        .put((byte) '\n')
        .array();
  }

  private static byte[] framed(Slice message) {
    return ByteBuffer.allocate(Integer.BYTES + message.length())
        .putInt(message.length())
        .put(message.array(), message.offset(), message.length())
        .array();
  }
}
