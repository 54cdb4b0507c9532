package io.beltline.components.otlp;

import io.beltline.api.Status;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;

/**
 * A {@code google.rpc.Status}, the body of every failed HTTP response. Its details are neither
 * written nor read.
 *
 * @param code the gRPC code
 * @param message why, in words
 */
public record RpcStatus(Status.Code code, String message) {

  /** The binary form. */
  public Slice toProto() {
    return new Bytes().varint(1, code.number()).bytes(2, Slice.utf8(message)).toSlice();
  }

  /** The JSON form. */
  public Slice toJson() {
    return Json.object(
        json -> {
          json.writeNumberProperty("code", code.number());
          json.writeStringProperty("message", message);
        });
  }

  /**
   * Reads the binary form.
   *
   * @throws MalformedTelemetryException if it is none
   */
  public static RpcStatus ofProto(Slice bytes) {
    long code = 0;
    String message = "";
    Fields status = new Fields(bytes);
    while (status.next()) {
      if (status.isVarint(1)) {
        code = status.varint();
      } else if (status.isBytes(2)) {
        message = status.value().toUtf8();
      }
    }
    return new RpcStatus(code(code), message);
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedTelemetryException if it is none
   */
  public static RpcStatus ofJson(Slice bytes) {
    long[] code = {0};
    String[] message = {""};
    Json.read(
        bytes,
        (name, value) -> {
          switch (name) {
            case "code" -> code[0] = Json.number(value);
            case "message" -> message[0] = Json.text(value);
            default -> value.skipChildren();
          }
        });
    return new RpcStatus(code(code[0]), message[0]);
  }

  private static Status.Code code(long number) {
    return Status.Code.of(number < 0 || number > 16 ? 2 : (int) number);
  }
}
