package io.beltline.extension.filestorage;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The file name of a store: {@code receiver+file_log+access+offsets.store}.
 *
 * <p>Different stores have different names on every file system: what is not a lower-case letter, a
 * digit, a dot, a hyphen or an underscore is written as its code in hex between tildes, and no part
 * can contain the plus sign that joins them.
 */
final class StoreName {
  static final String SUFFIX = ".store";
  private static final int LONGEST = 200;

  private StoreName() {}

  static String of(ComponentKind kind, ComponentId id, String name) {
    String joined = kind.label() + "+" + safe(id.type()) + "+" + safe(id.name());
    String whole = name.isEmpty() ? joined : joined + "+" + safe(name);
    if (whole.length() > LONGEST) {
      whole = whole.substring(0, LONGEST - 41) + "++" + digest(whole);
    }
    return whole + SUFFIX;
  }

  private static String safe(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if ((c >= 'a' && c <= 'z')
                  || (c >= '0' && c <= '9')
                  || c == '.'
                  || c == '-'
                  || c == '_') {
                out.append((char) c);
              } else {
                out.append(String.format(Locale.ROOT, "~%x~", c));
              }
            });
    return out.toString();
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
