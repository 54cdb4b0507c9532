package io.beltline.receiver.prometheus;

import io.beltline.model.otlp.MetricView;

/** Takes off names what Prometheus' conventions have put there. Stateless. */
final class Suffixes {
  private static final String TOTAL = "_total";

  private Suffixes() {}

  /** A name without {@code _total}, if it is a sum, and without its unit. */
  static String trimmed(String name, int data, Family family) {
    String shorter = data == MetricView.SUM ? without(name, TOTAL) : name;
    return family.unit.isEmpty() ? shorter : without(shorter, "_" + family.unit);
  }

  private static String without(String name, String suffix) {
    return name.endsWith(suffix) && name.length() > suffix.length()
        ? name.substring(0, name.length() - suffix.length())
        : name;
  }
}
