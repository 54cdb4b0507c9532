package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import java.util.List;
import java.util.Locale;

/** The parts of the report on scenarios that have loads of their own. */
record Special(Summary summary) {
  private static final List<String> COLLECTORS = List.of("otelcol", "beltline");

  String text() {
    StringBuilder out = new StringBuilder();
    tailSampling(out);
    for (Scraping.Way way : Scraping.Way.values()) {
      each(out, way.id(), "Scraping every second: " + way.title(), "paced", "a series");
    }
    each(out, Reading.Way.REGEX.id(), "A file, a regular expression, OTLP", "saturated", "a line");
    each(out, Reading.Way.BULK.id(), "A file, JSON, bulk requests", "saturated", "a line");
    pulling(out);
    return out.toString();
  }

  private void tailSampling(StringBuilder out) {
    if (summary.collectors(TailSampling.ID).isEmpty()) {
      return;
    }
    out.append("\n## Tail sampling\n\n");
    out.append("| collector | load | CPU us a span | RSS MiB | bytes a pending span | kept % ");
    out.append("| notes |\n|---|---|---|---|---|---|---|\n");
    for (String collector : summary.collectors(TailSampling.ID)) {
      for (String load : TailSampling.loads()) {
        if (summary.of(TailSampling.ID, collector, load).isEmpty()) {
          continue;
        }
        line(
            out,
            collector,
            load,
            number(middle(TailSampling.ID, collector, load, Names.MICROS), 2),
            number(middle(TailSampling.ID, collector, load, Names.RSS), 0),
            number(middle(TailSampling.ID, collector, load, Names.PENDING), 0),
            number(100 * middle(TailSampling.ID, collector, load, Names.KEPT), 2),
            summary.notes(TailSampling.ID, collector, load));
      }
    }
  }

  private void each(StringBuilder out, String id, String heading, String load, String item) {
    if (summary.collectors(id).isEmpty()) {
      return;
    }
    out.append("\n## ").append(heading).append("\n\n| collector | CPU us ").append(item);
    out.append(" | beside otelcol | k/s | core | RSS MiB | MiB/s of a whole core | notes |\n");
    out.append("|---|---|---|---|---|---|---|---|\n");
    double peer = middle(id, "otelcol", load, Names.MICROS);
    for (String collector : COLLECTORS) {
      double own = middle(id, collector, load, Names.MICROS);
      double bytes = middle(id, collector, load, Names.BYTES_IN);
      line(
          out,
          collector,
          summary.spread(id, collector, load, Names.MICROS).text(3),
          own > 0 && peer > own ? "1/" + number(peer / own, 1) : number(own / peer, 2),
          number(middle(id, collector, load, Names.RATE) / 1e3, 1),
          number(100 * middle(id, collector, load, Names.CORE), 0) + " %",
          number(middle(id, collector, load, Names.RSS), 0),
          number(bytes / own / 1.048576, 1),
          summary.notes(id, collector, load));
    }
  }

  private void pulling(StringBuilder out) {
    if (summary.collectors(Pulling.ID).isEmpty()) {
      return;
    }
    out.append("\n## Pulling a page of 100,000 series\n\n");
    out.append(
        "| coding | CPU us a series | beside a point over OTLP | bytes a series | notes |\n");
    out.append("|---|---|---|---|---|\n");
    double point = middle(Scenario.metrics().id(), "beltline", "saturated", Names.MICROS);
    for (String load : List.of("plain", "gzip")) {
      double own = middle(Pulling.ID, "beltline", load, Names.MICROS);
      line(
          out,
          load,
          summary.spread(Pulling.ID, "beltline", load, Names.MICROS).text(3),
          number(own / point, 2),
          number(middle(Pulling.ID, "beltline", load, Names.BYTES_OUT), 1),
          summary.notes(Pulling.ID, "beltline", load));
    }
  }

  private double middle(String id, String collector, String load, String name) {
    return summary.spread(id, collector, load, name).middle();
  }

  private static String number(double value, int digits) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static void line(StringBuilder out, String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
