package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.EscapingScheme;
import io.beltline.components.prometheus.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats of an exposition. */
enum Format {
  TEXT("text/plain; version=0.0.4; charset=utf-8"),
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8"),
  PROTOBUF(
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited");

  private static final String FAMILY = "io.prometheus.client.MetricFamily";

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  /**
   * A format with the way names are escaped.
   *
   * @param format the format
   * @param escaping what becomes of characters in names
   */
  record Choice(Format format, EscapingScheme escaping) {

    /** The media type to answer with. */
    String contentType() {
      return format.contentType + "; escaping=" + escaping.word();
    }
  }

  /** The word this format has for a type. */
  String word(Kind kind) {
    return this == OPEN_METRICS ? kind.openMetrics() : kind.text();
  }

  /**
   * What a scraper prefers of what is offered: the highest quality, of equal ones the first.
   *
   * <p>Prometheus says of formats of text alone how names are escaped. Of messages it takes the
   * same names: what it says of the first of its other formats holds for them too.
   */
  static Choice choose(String accept, boolean openMetrics) {
    Format best = TEXT;
    String escaping = "";
    String usual = "";
    double bestQuality = 0;
    for (String range : accept.split(",", -1)) {
      String[] parts = range.split(";", -1);
      Format format = format(parts[0].strip().toLowerCase(Locale.ROOT));
      double quality = quality(parameter(parts, "q"));
      String word = parameter(parts, "escaping");
      usual = usual.isEmpty() && quality > 0 ? word : usual;
      if (format != null && format.isOffered(parts, openMetrics) && quality > bestQuality) {
        bestQuality = quality;
        best = format;
        escaping = word;
      }
    }
    String word = best == PROTOBUF && escaping.isEmpty() ? usual : escaping;
    return new Choice(best, EscapingScheme.of(word));
  }

  private boolean isOffered(String[] parts, boolean openMetrics) {
    String version = parameter(parts, "version");
    return switch (this) {
      case TEXT -> version.isEmpty() || version.matches("0\\.0\\.4|1\\.0\\.0");
      case OPEN_METRICS ->
          openMetrics && (version.isEmpty() || version.matches("1\\.0\\.0|0\\.0\\.1"));
      case PROTOBUF ->
          parameter(parts, "proto").equals(FAMILY)
              && parameter(parts, "encoding").equals("delimited");
    };
  }

  private static @Nullable Format format(String mediaType) {
    return switch (mediaType) {
      case "application/openmetrics-text" -> OPEN_METRICS;
      case "application/vnd.google.protobuf" -> PROTOBUF;
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
