package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;

/**
 * A measurement behind a sample.
 *
 * @param labels its trace, its span and what was filtered from the series
 * @param value what was measured
 * @param time Unix milliseconds
 */
record SeriesExemplar(LabelSet labels, double value, long time) implements Timed {}
