package io.beltline.distribution.queue;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes requests as the file exporter does: a line of OTLP/JSON, or a message behind its length as
 * four bytes in big-endian order.
 *
 * @param out where to
 * @param format in which of the two forms
 */
record TelemetryOutput(OutputStream out, Format format) {

  /** The form of a request. */
  enum Format {
    JSON,
    PROTO
  }

  /** Writes a request. */
  void write(Signal signal, Payload payload) throws IOException {
    switch (format) {
      case JSON -> {
        out.write(json(signal, payload));
        out.write('\n');
      }
      case PROTO -> {
        Slice whole = payload.contiguous();
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(whole.length()).array());
        out.write(whole.array(), whole.offset(), whole.length());
      }
    }
  }

  private static byte[] json(Signal signal, Payload payload) throws IOException {
    try {
      return OtlpJson.write(Telemetry.of(signal, payload));
    } catch (MalformedTelemetryException malformed) {
      throw new IOException("it is no telemetry (--format proto writes it as it is): " + malformed);
    }
  }
}
