package io.beltline.receiver.statsd;

import java.util.Map;

/**
 * What measurements are aggregated by, beside their source.
 *
 * @param name the name of the metric
 * @param type the type of the measurements
 * @param attributes by key, in the order of keys
 */
record SeriesKey(String name, SampleType type, Map<String, String> attributes) {
  private static final int ENTRY = 160;
  private static final int ATTRIBUTE = 120;

  /** About how many bytes it takes on the heap. */
  long bytes() {
    long bytes = ENTRY + 2L * name.length();
    for (Map.Entry<String, String> one : attributes.entrySet()) {
      bytes += ATTRIBUTE + 2L * (one.getKey().length() + one.getValue().length());
    }
    return bytes;
  }
}
