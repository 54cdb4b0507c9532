package io.beltline.receiver.skywalking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ids of OpenTelemetry out of SkyWalking's, which are texts: a UUID with or without
 * hyphens, or the UUID of a process, a thread's number and a time with a counter, put together with
 * dots. Both numbers are folded into the UUID. A text of another form becomes its hash, so that
 * what belongs together stays together.
 */
final class SwIds {
  private static final int HEX = 32;
  private static final int HYPHENATED = 36;
  private static final int LONG = 8;

  private SwIds() {}

  /** The 16 bytes of a trace id. */
  static byte[] trace(String text) {
    byte[] id = folded(text, 0);
    return id == null ? hash(text, 0) : id;
  }

  /** The 8 bytes of the id of a span, which SkyWalking numbers within its segment. */
  static byte[] span(String segment, int number) {
    byte[] folded = folded(segment, number);
    byte[] whole = folded == null ? hash(segment, number) : folded;
    byte[] id = new byte[LONG];
    for (int i = 0; i < LONG; i++) {
      id[i] = (byte) (whole[i] ^ whole[i + LONG]);
    }
    return id;
  }

  private static byte @Nullable [] folded(String text, int number) {
    if (text.length() == HYPHENATED && isHyphenated(text)) {
      return folded(text.replace("-", ""), number);
    }
    if (text.length() < HEX) {
      return null;
    }
    byte[] id;
    try {
      id = HexFormat.of().parseHex(text, 0, HEX);
      fold(id, 0, 4, number);
      if (text.length() > HEX) {
        int last = text.lastIndexOf('.');
        if (text.charAt(HEX) != '.' || last == HEX) {
          return null;
        }
        fold(id, 4, 8, Long.parseLong(text, HEX + 1, last, 10));
        fold(id, 8, 16, Long.parseLong(text, last + 1, text.length(), 10));
      }
    } catch (IllegalArgumentException otherForm) {
      return null;
    }
    return id;
  }

  private static boolean isHyphenated(String text) {
    return text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-'
        && text.indexOf('.') < 0;
  }

  private static void fold(byte[] id, int from, int to, long number) {
    long rest = number;
    for (int i = from; i < to; i++) {
      id[i] ^= (byte) rest;
      rest >>= Byte.SIZE;
    }
  }

  private static byte[] hash(String text, int number) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
      return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
