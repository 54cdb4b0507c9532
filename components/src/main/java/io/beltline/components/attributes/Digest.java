package io.beltline.components.attributes;

import io.beltline.model.otlp.AnyValueView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash of a value as the OpenTelemetry Collector computes it: SHA-256 of a text's UTF-8, of one
 * byte for a boolean, of eight little-endian bytes for a number, in lower-case hexadecimal; empty
 * for anything else.
 */
final class Digest {
  private Digest() {}

  static String sha256(AnyValueView value) {
    byte[] bytes =
        switch (value.valueCase()) {
          case AnyValueView.STRING_VALUE -> value.stringValueUtf8().toByteArray();
          case AnyValueView.BOOL_VALUE -> new byte[] {(byte) (value.boolValue() ? 1 : 0)};
          case AnyValueView.INT_VALUE -> littleEndian(value.intValue());
          case AnyValueView.DOUBLE_VALUE ->
              littleEndian(Double.doubleToRawLongBits(value.doubleValue()));
          default -> new byte[0];
        };
    if (bytes.length == 0) {
      return "";
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java platform has SHA-256
    }
  }

  private static byte[] littleEndian(long number) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }
}
