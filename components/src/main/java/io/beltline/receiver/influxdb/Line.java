package io.beltline.receiver.influxdb;

import java.util.Map;

/**
 * A line: what was measured.
 *
 * @param measurement its name
 * @param tags in the order of their keys
 * @param fields {@link Long}, {@link Double}, {@link Boolean} or {@link String} by key, as written
 * @param time Unix nanoseconds
 */
record Line(String measurement, Map<String, String> tags, Map<String, Object> fields, long time) {}
