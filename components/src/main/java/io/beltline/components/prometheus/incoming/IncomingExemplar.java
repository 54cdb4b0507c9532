package io.beltline.components.prometheus.incoming;

import java.util.SortedMap;

/**
 * A measurement behind a sample.
 *
 * @param labels its labels, by name
 * @param value what was measured
 * @param time Unix milliseconds
 */
public record IncomingExemplar(SortedMap<String, String> labels, double value, long time) {}
