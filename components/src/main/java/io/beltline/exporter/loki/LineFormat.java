package io.beltline.exporter.loki;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a line is made of. */
public enum LineFormat {
  /** An object of body, ids, severity, attributes and resource. */
  JSON,
  /** The same as pairs of a key and a value. */
  LOGFMT,
  /** The body alone. */
  RAW,
  /** The body behind pairs of a key and a value, as the exporter wrote lines before hints. */
  BODY;

  /** The format that a hint names; null if there is none of that name. */
  static @Nullable LineFormat ofHint(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "json" -> JSON;
      case "logfmt" -> LOGFMT;
      case "raw" -> RAW;
      default -> null;
    };
  }
}
