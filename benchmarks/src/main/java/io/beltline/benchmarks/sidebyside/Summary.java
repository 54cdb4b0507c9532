package io.beltline.benchmarks.sidebyside;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Measurements of all rounds put together. */
record Summary(List<Measurement> all) {

  /** The middle, the ends and the number of some figures. */
  record Spread(double middle, double least, double most, int count) {

    String text(int digits) {
      if (count == 0) {
        return "-";
      }
      String format = "%." + digits + "f";
      String text = String.format(Locale.ROOT, format, middle);
      return count == 1
          ? text
          : text + String.format(Locale.ROOT, " (" + format + "-" + format + ")", least, most);
    }
  }

  List<Measurement> of(String scenario, String collector, String load) {
    return all.stream()
        .filter(
            m ->
                m.scenario().equals(scenario)
                    && m.collector().equals(collector)
                    && m.load().equals(load))
        .toList();
  }

  Spread spread(String scenario, String collector, String load, String name) {
    double[] values =
        of(scenario, collector, load).stream()
            .mapToDouble(m -> m.number(name))
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    if (values.length == 0) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    int half = values.length / 2;
    double middle = values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    return new Spread(middle, values[0], values[values.length - 1], values.length);
  }

  /** The collectors that were measured in a scenario, in the order they were. */
  Set<String> collectors(String scenario) {
    Set<String> found = new LinkedHashSet<>();
    all.stream().filter(m -> m.scenario().equals(scenario)).forEach(m -> found.add(m.collector()));
    return found;
  }

  /** What speaks against the figures, each thing once. */
  String notes(String scenario, String collector, String load) {
    Set<String> notes = new LinkedHashSet<>();
    for (Measurement m : of(scenario, collector, load)) {
      notes.addAll(Arrays.asList(m.note().split("; ", -1)));
    }
    notes.remove("");
    return String.join("; ", notes);
  }
}
