package io.beltline.processor.filter;

import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import io.beltline.ottl.StatementMeter;
import java.util.List;
import java.util.Map;

/** Books and counts what each rule removed, by where it is written. Safe for all threads. */
final class FilterCounters implements StatementMeter {
  private final Ledger ledger;
  private final Signal signal;
  private final List<String> places;
  private final Meter.Counter filtered;
  private final List<Meter.Counter> items;
  private final List<Meter.Counter> matched;
  private final List<Meter.Counter> failed;

  FilterCounters(Settings settings, Signal signal, List<String> places) {
    this.ledger = settings.ledger();
    this.signal = signal;
    this.places = places;
    Meter meter = settings.meter();
    String noun =
        switch (signal) {
          case TRACES -> "spans";
          case METRICS -> "datapoints";
          case LOGS -> "logs";
          case PROFILES -> "profiles";
        };
    this.filtered =
        meter.counter(
            "otelcol_processor_filter_" + noun + "_filtered",
            "1",
            "Items the filter processor removed.",
            Map.of("filter", settings.id().toString()));
    this.items = counters(meter, "items", "Items a rule removed.");
    this.matched = counters(meter, "matched", "Records a rule held for.");
    this.failed = counters(meter, "failed", "Records a rule failed on.");
  }

  private List<Meter.Counter> counters(Meter meter, String what, String description) {
    return places.stream()
        .map(
            place ->
                meter.counter(
                    "beltline_processor_filter_rule_" + what,
                    what.equals("items") ? "{items}" : "{records}",
                    description,
                    Map.of("rule", place)))
        .toList();
  }

  @Override
  public void add(int rule, long matches, long changes, long failures) {
    matched.get(rule).add(matches);
    failed.get(rule).add(failures);
  }

  @Override
  public void removed(int rule, long removed) {
    ledger.filtered(signal, places.get(rule), removed);
    filtered.add(removed);
    items.get(rule).add(removed);
  }
}
