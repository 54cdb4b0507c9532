package io.beltline.exporter.elasticsearch;

import io.beltline.config.Key;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a document looks like. */
public enum MappingMode {
  /** The schema of the OpenTelemetry data streams of Elasticsearch. */
  OTEL,
  /** The Elastic Common Schema. */
  ECS,
  /** The names of OTLP, attributes below {@code Attributes}. */
  @Key(aliases = {"no", ""})
  NONE,
  /** The names of OTLP, attributes at the root. */
  RAW,
  /** The body of a log record is the document. */
  BODYMAP;

  /** A mode as users write it, in any case; {@code no} and nothing mean none. Null for no mode. */
  static @Nullable MappingMode find(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "otel" -> OTEL;
      case "ecs" -> ECS;
      case "none", "no", "" -> NONE;
      case "raw" -> RAW;
      case "bodymap" -> BODYMAP;
      default -> null;
    };
  }

  /** The word users write. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
