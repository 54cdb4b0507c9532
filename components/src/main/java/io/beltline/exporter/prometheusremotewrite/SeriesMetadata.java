package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.Kind;

/**
 * What is said of the metric a series belongs to.
 *
 * @param family the name without what the type adds
 * @param kind its type
 * @param help what it means, empty if nobody said
 * @param unit its unit in words, empty if it has none
 */
record SeriesMetadata(String family, Kind kind, String help, String unit) {

  /** The number both versions have for the type. */
  int type() {
    return switch (kind) {
      case UNKNOWN -> 0;
      case COUNTER -> 1;
      case GAUGE -> 2;
      case HISTOGRAM -> 3;
      case SUMMARY -> 5;
      case INFO -> 6;
    };
  }
}
