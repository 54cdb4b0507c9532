package io.beltline.components.otlp;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;

/**
 * The answer to a request that was taken: {@code Export*ServiceResponse}. The binary form is the
 * same for every signal, the JSON form differs in one name.
 *
 * @param rejected items refused for good
 * @param message why, or a warning where nothing was refused; may be empty
 */
public record ExportResponse(long rejected, String message) {

  /** Everything was taken, and there is nothing to say about it. */
  public static final ExportResponse FULL = new ExportResponse(0, "");

  /** True if the response carries no partial success. */
  public boolean isFull() {
    return rejected == 0 && message.isEmpty();
  }

  /** The binary form; a full success is an empty message, as the specification asks. */
  public Slice toProto() {
    if (isFull()) {
      return Slice.EMPTY;
    }
    Slice partial = new Bytes().varint(1, rejected).bytes(2, Slice.utf8(message)).toSlice();
    return new Bytes().bytes(1, partial).toSlice();
  }

  /** The JSON form. */
  public Slice toJson(Signal signal) {
    return Slice.of(OtlpJson.write(OtlpJson.response(signal), toProto()));
  }

  /**
   * Reads the binary form.
   *
   * @throws MalformedTelemetryException if it is none
   */
  public static ExportResponse ofProto(Slice bytes) {
    if (bytes.length() == 0) {
      return FULL;
    }
    long rejected = 0;
    String message = "";
    Fields response = new Fields(bytes);
    while (response.next()) {
      if (!response.isBytes(1)) {
        continue;
      }
      Fields partial = new Fields(response.value());
      while (partial.next()) {
        if (partial.isVarint(1)) {
          rejected = partial.varint();
        } else if (partial.isBytes(2)) {
          message = partial.value().toUtf8();
        }
      }
    }
    return of(rejected, message);
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedTelemetryException if it is none
   */
  public static ExportResponse ofJson(Signal signal, Slice bytes) {
    if (bytes.length() == 0) {
      return FULL;
    }
    return ofProto(OtlpJson.read(OtlpJson.response(signal), bytes));
  }

  private static ExportResponse of(long rejected, String message) {
    return rejected <= 0 && message.isEmpty()
        ? FULL
        : new ExportResponse(Math.max(0, rejected), message);
  }
}
