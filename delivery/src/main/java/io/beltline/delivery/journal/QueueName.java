package io.beltline.delivery.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The file name of a queue's acknowledgements: different for different queues on every file system.
 * What is not a lower-case letter, a digit, a dot, a hyphen or an underscore is written as its code
 * in hex between tildes, a slash as a plus sign.
 */
final class QueueName {
  static final String SUFFIX = ".acks";
  private static final int LONGEST = 180;

  private QueueName() {}

  static String fileName(String queue) {
    StringBuilder out = new StringBuilder();
    queue
        .codePoints()
        .forEach(
            c -> {
              if (c == '/') {
                out.append('+');
              } else if ((c >= 'a' && c <= 'z')
                  || (c >= '0' && c <= '9')
                  || c == '.'
                  || c == '-'
                  || c == '_') {
                out.append((char) c);
              } else {
                out.append(String.format(Locale.ROOT, "~%x~", c));
              }
            });
    String name =
        out.length() <= LONGEST ? out.toString() : out.substring(0, LONGEST) + "++" + digest(queue);
    return name + SUFFIX;
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
