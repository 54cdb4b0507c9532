package io.beltline.receiver.prometheus;

import static java.util.Objects.requireNonNull;

import io.beltline.components.exposition.MetricType;
import org.jspecify.annotations.Nullable;

/** A number that is told of a target itself. One thread. */
final class ScrapeReport {
  private final String name;
  private final Family family = new Family(new byte[0]);
  private @Nullable SeriesPoint point;

  ScrapeReport(String name, String unit, String help) {
    this.name = name;
    family.type = MetricType.GAUGE;
    family.unit = unit;
    family.help = help;
  }

  /** Its point. */
  SeriesPoint point(SampleRules rules, SeriesResolver resolver) {
    SeriesPoint known = point;
    if (known == null || known.isGone()) {
      SeriesEntry entry = new SeriesEntry(new byte[0]);
      Classification what = new Classification(family, Role.NUMBER, "");
      resolver.resolve(entry, rules.report(name), what, false);
      known = requireNonNull(entry.point);
      point = known;
    }
    return known;
  }
}
