package io.beltline.exporter.prometheusremotewrite;

/**
 * A number at a time.
 *
 * @param time Unix milliseconds
 * @param value the number
 * @param start when counting began, Unix milliseconds; 0 if that is not known
 */
record FloatSample(long time, double value, long start) implements Timed {}
