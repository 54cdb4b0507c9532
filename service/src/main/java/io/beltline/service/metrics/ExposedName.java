package io.beltline.service.metrics;

import java.util.Map;

/** The names of the Prometheus text form. */
final class ExposedName {
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("Cel", "celsius"),
          Map.entry("%", "percent"));

  private ExposedName() {}

  /** The name of a family without type suffix. */
  static String of(MetricFamily family, Exposition exposition) {
    String name = plain(family.name());
    String unit = exposition.withoutUnits() ? "" : UNITS.getOrDefault(family.unit(), "");
    return unit.isEmpty() || name.endsWith("_" + unit) ? name : name + "_" + unit;
  }

  /** Letters, digits, underscores and colons; everything else becomes an underscore. */
  static String plain(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
      boolean digit = c >= '0' && c <= '9';
      if (digit && i == 0) {
        out.append('_');
      }
      out.append(letter || digit ? c : '_');
    }
    return out.toString();
  }
}
