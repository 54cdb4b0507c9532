package io.beltline.processor.transform;

import io.beltline.api.Meter;
import io.beltline.ottl.StatementMeter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts what each statement did, and conditions that failed, by where they are written. */
final class StatementCounters implements StatementMeter {
  private final List<Meter.Counter> matched;
  private final List<Meter.Counter> changed;
  private final List<Meter.Counter> failed;

  StatementCounters(Meter meter, List<String> places, List<String> conditions) {
    this.matched = counters(meter, places, "matched", "Records a statement's condition held for.");
    this.changed = counters(meter, places, "changed", "Records a statement changed.");
    List<String> all = Stream.concat(places.stream(), conditions.stream()).toList();
    this.failed = counters(meter, all, "failed", "Records a statement failed on.");
  }

  private static List<Meter.Counter> counters(
      Meter meter, List<String> places, String what, String description) {
    return places.stream()
        .map(
            place ->
                meter.counter(
                    "beltline_processor_transform_statement_" + what,
                    "{records}",
                    description,
                    Map.of("statement", place)))
        .toList();
  }

  @Override
  public void add(int statement, long matches, long changes, long failures) {
    if (statement < matched.size()) {
      matched.get(statement).add(matches);
      changed.get(statement).add(changes);
    }
    failed.get(statement).add(failures);
  }
}
