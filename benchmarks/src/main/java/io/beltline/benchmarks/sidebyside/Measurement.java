package io.beltline.benchmarks.sidebyside;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one collector showed under one load.
 *
 * @param scenario its id
 * @param collector its label
 * @param load {@code saturated}, {@code paced} or {@code ramp}
 * @param round counted from 1
 * @param numbers by name; see {@link Names}
 * @param note why the figures are not to be relied on, empty if they are
 */
record Measurement(
    String scenario,
    String collector,
    String load,
    int round,
    Map<String, Double> numbers,
    String note) {

  /** The names of numbers. */
  static final class Names {
    static final String RATE = "itemsPerSecond";
    static final String MICROS = "cpuMicrosPerItem";
    static final String INSTRUCTIONS = "instructionsPerItem";
    static final String SYSTEM = "systemShare";
    static final String CORE = "collectorCore";
    static final String GENERATOR = "generatorCore";
    static final String STOLEN = "stolenShare";
    static final String RSS = "rssMib";
    static final String PEAK = "peakRssMib";
    static final String P50 = "ackMicrosP50";
    static final String P99 = "ackMicrosP99";
    static final String ACCEPTED = "accepted";
    static final String REFUSED = "refused";
    static final String LOST = "lost";
    static final String CHECKED = "checked";
    static final String WRONG = "wrong";
    static final String BYTES_IN = "wireBytesPerItemIn";
    static final String BYTES_OUT = "wireBytesPerItemOut";
    static final String KEPT = "keptShare";
    static final String PENDING = "bytesPerPendingSpan";
    static final String REQUESTS_OUT = "itemsPerRequestOut";

    private Names() {}
  }

  double number(String name) {
    return numbers.getOrDefault(name, Double.NaN);
  }

  /** As a line of the results. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scenario", scenario);
    fields.put("collector", collector);
    fields.put("load", load);
    fields.put("round", round);
    fields.putAll(numbers);
    fields.put("note", note);
    return fields;
  }

  /** From a line of the results. */
  static Measurement of(Map<String, Object> fields) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value instanceof Double number && !name.equals("round")) {
            numbers.put(name, number);
          }
        });
    return new Measurement(
        String.valueOf(fields.get("scenario")),
        String.valueOf(fields.get("collector")),
        String.valueOf(fields.get("load")),
        fields.get("round") instanceof Double round ? round.intValue() : 0,
        numbers,
        String.valueOf(fields.get("note")));
  }
}
