package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.Kind;
import java.util.Locale;

/** The formats of an exposition. */
enum Format {
  TEXT("text/plain; version=0.0.4; charset=utf-8"),
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  /**
   * A format with the way names are escaped.
   *
   * @param format the format
   * @param utf8 whether names may have any characters
   */
  record Choice(Format format, boolean utf8) {

    /** The media type to answer with. */
    String contentType() {
      return format.contentType + "; escaping=" + (utf8 ? "allow-utf-8" : "underscores");
    }
  }

  /** The word this format has for a type. */
  String word(Kind kind) {
    return this == OPEN_METRICS ? kind.openMetrics() : kind.text();
  }

  /** What a scraper prefers of what is offered: the highest quality, of equal ones the first. */
  static Choice choose(String accept, boolean openMetrics) {
    Choice best = new Choice(TEXT, false);
    double bestQuality = 0;
    for (String range : accept.split(",", -1)) {
      String[] parts = range.split(";", -1);
      Format format = format(parts[0].strip().toLowerCase(Locale.ROOT));
      String version = parameter(parts, "version");
      double quality = quality(parameter(parts, "q"));
      boolean offered =
          format == OPEN_METRICS
              ? openMetrics && (version.isEmpty() || version.matches("1\\.0\\.0|0\\.0\\.1"))
              : format == TEXT && (version.isEmpty() || version.matches("0\\.0\\.4|1\\.0\\.0"));
      if (offered && format != null && quality > bestQuality) {
        bestQuality = quality;
        best = new Choice(format, parameter(parts, "escaping").equals("allow-utf-8"));
      }
    }
    return best;
  }

  private static @org.jspecify.annotations.Nullable Format format(String mediaType) {
    return switch (mediaType) {
      case "application/openmetrics-text" -> OPEN_METRICS;
      case "text/plain", "text/*", "*/*" -> TEXT;
      default -> null;
    };
  }

  private static String parameter(String[] parts, String name) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      int equal = part.indexOf('=');
      if (equal > 0 && part.substring(0, equal).strip().equalsIgnoreCase(name)) {
        return part.substring(equal + 1).strip().replace("\"", "");
      }
    }
    return "";
  }

  private static double quality(String text) {
    return text.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(text) : text.isEmpty() ? 1 : 0;
  }
}
