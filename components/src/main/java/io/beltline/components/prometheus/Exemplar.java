package io.beltline.components.prometheus;

/**
 * A measurement behind a sample.
 *
 * @param traceId its trace in hexadecimal, empty if there is none
 * @param spanId its span in hexadecimal, empty if there is none
 * @param value what was measured
 * @param time Unix nanoseconds; 0 if not known
 */
public record Exemplar(String traceId, String spanId, double value, long time) {}
