package io.beltline.exporter.prometheus;

/**
 * How a page is written.
 *
 * @param choice what the scraper takes
 * @param timestamps whether samples carry the time of their point
 * @param created whether OpenMetrics tells when counting began
 */
record PageSettings(Format.Choice choice, boolean timestamps, boolean created) {

  Format format() {
    return choice.format();
  }

  /** Whether samples of their own say when counting began. */
  boolean tellsCreated() {
    return created && format() == Format.OPEN_METRICS;
  }
}
