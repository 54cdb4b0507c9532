package io.beltline.exporter.loki;

import io.beltline.api.Meter;
import io.beltline.api.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Counts what is not sent as it came, or not taken, and says so once for each cause. Safe for all
 * threads.
 */
final class Losses {
  private static final String PREFIX = "otelcol_exporter_loki_";
  private static final int MOST_WARNINGS = 1000;
  private static final int MOST_LABELS = 200;
  private static final String OTHERS = "others";

  /** Why a label became structured metadata. */
  enum Demoted {
    /** The label has too many values. */
    VALUES("has more values than limits::max_label_values"),
    /** The tenant has too many streams. */
    STREAMS("has the most values of a tenant with limits::max_streams streams"),
    /** The stream has too many labels. */
    LABELS("is one more than limits::max_labels"),
    /** The name or the value is too long. */
    LENGTH("is longer than limits::max_label_name_length or max_label_value_length");

    private final String words;

    Demoted(String words) {
      this.words = words;
    }
  }

  private final Logger logger;
  private final Meter meter;
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Set<String> labels = ConcurrentHashMap.newKeySet();
  private final Meter.Counter requests;
  private final Meter.Counter lines;

  Losses(Settings settings) {
    logger = settings.logger();
    meter = settings.meter();
    requests =
        meter.counter(PREFIX + "requests", "{requests}", "Requests that were sent.", Map.of());
    lines = meter.counter(PREFIX + "lines", "{lines}", "Lines that Loki took.", Map.of());
  }

  /** Shows how many streams there are. */
  void streams(java.util.function.DoubleSupplier count) {
    meter.gauge(PREFIX + "streams", "{streams}", "Streams that were seen lately.", Map.of(), count);
  }

  /** A request goes out. */
  void sent() {
    requests.add(1);
  }

  /** Lines were taken. */
  void taken(int count) {
    lines.add(count);
  }

  /** A label becomes structured metadata. */
  void demoted(String label, Demoted reason) {
    String counted =
        labels.contains(label) || (labels.size() < MOST_LABELS && labels.add(label))
            ? label
            : OTHERS;
    meter
        .counter(
            PREFIX + "demoted_labels",
            "{labels}",
            "Labels that became structured metadata, by label and reason.",
            Map.of("label", counted, "reason", reason.name().toLowerCase(Locale.ROOT)))
        .add(1);
    if (isNew(reason + label)) {
      logger.warn("the label {} {}: it is sent as structured metadata", label, reason.words);
    }
  }

  /** Lines were refused by name. */
  void refused(String reason, int count) {
    meter
        .counter(
            PREFIX + "refused_lines",
            "{lines}",
            "Lines that were refused one by one, by reason.",
            Map.of("reason", reason))
        .add(count);
  }

  /** A record without labels. */
  void unlabelled() {
    if (isNew("unlabelled")) {
      logger.warn("a record has no label: it is sent with exporter=\"OTLP\", as Loki wants one");
    }
  }

  /** A hint names a format that is none. */
  void unknownFormat(String word, LineFormat used) {
    if (isNew("format" + word)) {
      logger.warn(
          "loki.format \"{}\" is no format (expected: json, logfmt or raw): {} is used",
          word,
          used.name().toLowerCase(Locale.ROOT));
    }
  }

  private boolean isNew(String warning) {
    return said.size() < MOST_WARNINGS && said.add(warning);
  }
}
