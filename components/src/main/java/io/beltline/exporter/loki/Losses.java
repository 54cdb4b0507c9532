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

  private final Logger logger;
  private final Meter meter;
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final LabelLosses labels = new Labels();
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

  /** What becomes of labels is told to this. */
  LabelLosses labels() {
    return labels;
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

  /** A hint names a format that is none. */
  void unknownFormat(String word, LineFormat used) {
    if (isNew("format" + word)) {
      logger.warn(
          "loki.format \"{}\" is no format (expected: json, logfmt or raw): {} is used",
          word,
          used.name().toLowerCase(Locale.ROOT));
    }
  }

  /** Counts and tells what becomes of labels. */
  private final class Labels implements LabelLosses {
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    @Override
    public void demoted(String label, Demoted reason) {
      meter
          .counter(
              PREFIX + "demoted_labels",
              "{labels}",
              "Labels that became structured metadata, by label and reason.",
              Map.of("label", counted(label), "reason", reason.name().toLowerCase(Locale.ROOT)))
          .add(1);
      if (isNew(reason + label)) {
        logger.warn("the label {} {}: it is sent as structured metadata", label, reason.words());
      }
    }

    @Override
    public void lost(String label) {
      meter
          .counter(
              PREFIX + "lost_labels",
              "{labels}",
              "Labels that found no room as structured metadata and are not in the line.",
              Map.of("label", counted(label)))
          .add(1);
      if (isNew("lost" + label)) {
        logger.warn(
            "the label {} finds no room in structured metadata, and lines do not tell it: it is not"
                + " sent",
            label);
      }
    }

    @Override
    public void lost(Unplaced reason, int attributes) {
      meter
          .counter(
              PREFIX + "lost_attributes",
              "{attributes}",
              "Attributes that found no place in structured metadata and are not in the line.",
              Map.of("reason", reason.name().toLowerCase(Locale.ROOT)))
          .add(attributes);
      if (isNew("attributes" + reason)) {
        logger.warn("{}, and raw lines do not tell attributes: some are not sent", reason.words());
      }
    }

    @Override
    public void unlabelled() {
      if (isNew("unlabelled")) {
        logger.warn("a record has no label: it is sent with exporter=\"OTLP\", as Loki wants one");
      }
    }

    private String counted(String label) {
      return known.contains(label) || (known.size() < MOST_LABELS && known.add(label))
          ? label
          : OTHERS;
    }
  }

  private boolean isNew(String warning) {
    return said.size() < MOST_WARNINGS && said.add(warning);
  }
}
