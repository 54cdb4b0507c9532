package io.beltline.components.prometheus;

/**
 * When a sample was taken and received.
 *
 * @param time Unix nanoseconds of its last point; 0 if not known
 * @param touched when its last point came, in the clock's monotonic nanoseconds
 * @param source a hash of the resource it came from
 */
public record Times(long time, long touched, int source) {}
