package io.beltline.receiver.prometheus;

import io.beltline.config.Key;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The exposition formats, as users name them. */
public enum ScrapeProtocol {
  @Key("PrometheusProto")
  PROTOBUF(
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"),
  @Key("OpenMetricsText1.0.0")
  OPEN_METRICS_1("application/openmetrics-text;version=1.0.0"),
  @Key("OpenMetricsText0.0.1")
  OPEN_METRICS_0("application/openmetrics-text;version=0.0.1"),
  @Key("PrometheusText1.0.0")
  TEXT_1("text/plain;version=1.0.0"),
  @Key("PrometheusText0.0.4")
  TEXT_0("text/plain;version=0.0.4");

  /** What is asked for if nothing is written. */
  static final List<ScrapeProtocol> USUAL = List.of(OPEN_METRICS_1, OPEN_METRICS_0, TEXT_1, TEXT_0);

  /** What is asked for where native histograms are wanted. */
  static final List<ScrapeProtocol> NATIVE =
      List.of(PROTOBUF, OPEN_METRICS_1, OPEN_METRICS_0, TEXT_1, TEXT_0);

  private final String mediaType;

  ScrapeProtocol(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The Accept header that asks for formats in an order.
   *
   * @param escaping how names with other characters are wanted, {@code allow-utf-8}
   */
  static String accept(List<ScrapeProtocol> wanted, String escaping) {
    StringBuilder out = new StringBuilder();
    int weight = wanted.size() + 1;
    for (ScrapeProtocol protocol : wanted) {
      out.append(protocol.mediaType);
      if (protocol != OPEN_METRICS_0 && protocol != TEXT_0) {
        out.append(";escaping=").append(escaping);
      }
      out.append(";q=0.").append(weight--).append(',');
    }
    return out.append("*/*;q=0.").append(weight).toString();
  }

  /** The format of a content type; null if it is none of them. */
  static @Nullable ScrapeProtocol of(String contentType) {
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    int semicolon = type.indexOf(';');
    return switch (semicolon < 0 ? type : type.substring(0, semicolon).strip()) {
      case "application/vnd.google.protobuf" -> PROTOBUF;
      case "application/openmetrics-text" -> OPEN_METRICS_1;
      case "text/plain" -> TEXT_0;
      default -> null;
    };
  }
}
