package io.beltline.processor.redaction;

import io.beltline.processor.redaction.RedactionProcessorConfig.HashFunction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What takes the place of what is masked. Safe for all threads. */
final class Masking {
  private static final String ASTERISKS = "****";
  private static final byte[] ASTERISKS_UTF8 = ASTERISKS.getBytes(StandardCharsets.UTF_8);

  private final HashFunction function;
  private final byte[] key;

  Masking(HashFunction function, String key) {
    this.function = function;
    this.key = key.getBytes(StandardCharsets.UTF_8);
    if (function != HashFunction.NONE) {
      hash(""); // an algorithm this JVM lacks is told now
    }
  }

  /** Writes what takes the place of a match. */
  void mask(byte[] text, int from, int to, ByteArrayOutputStream out) {
    out.writeBytes(
        function == HashFunction.NONE
            ? ASTERISKS_UTF8
            : hash(Arrays.copyOfRange(text, from, to)).getBytes(StandardCharsets.UTF_8));
  }

  /** What takes the place of a match. */
  String mask(String match) {
    return function == HashFunction.NONE ? ASTERISKS : hash(match);
  }

  /** What takes the place of a whole text: each line for itself. */
  String maskAll(String text) {
    return Arrays.stream(text.split("\n", -1)).map(this::mask).collect(Collectors.joining("\n"));
  }

  private String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  private String hash(byte[] bytes) {
    return HexFormat.of()
        .formatHex(
            switch (function) {
              case NONE -> bytes;
              case MD5 -> digest("MD5", bytes);
              case SHA1 -> digest("SHA-1", bytes);
              case SHA3 -> digest("SHA3-256", bytes);
              case HMAC_SHA256 -> keyed("HmacSHA256", bytes);
              case HMAC_SHA512 -> keyed("HmacSHA512", bytes);
            });
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this JVM has no " + algorithm, missing);
    }
  }

  private byte[] keyed(String algorithm, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(bytes);
    } catch (NoSuchAlgorithmException | InvalidKeyException missing) {
      throw new IllegalStateException("this JVM has no " + algorithm, missing);
    }
  }
}
