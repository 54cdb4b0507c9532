package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes {@code report.md} and the plots from measurements. */
final class Report {
  private static final List<String> LOADS = List.of("saturated", "paced");

  private final Path directory;
  private final Summary summary;
  private final List<Collector> collectors;
  private final StringBuilder out = new StringBuilder();

  Report(Path directory, List<Measurement> all, List<Collector> collectors) {
    this.directory = directory;
    this.summary = new Summary(all);
    this.collectors = collectors;
  }

  void write() throws IOException {
    line("CPU time is that of the collector's process in microseconds for each item that was");
    line("acknowledged: the median, and the least and the most of all rounds.\n");
    for (Collector collector : collectors) {
      line("* " + collector.kind().label() + ": " + collector.version().replace('\n', ' '));
    }
    line("");
    List<Scenario> measured = measured(Scenario.all());
    List<Scenario> queues = measured(Scenario.queues());
    List<Scenario> translations = measured(Scenario.translations());
    List<Scenario> metrics = measured(List.of(Scenario.metrics()));
    for (String load : LOADS) {
      ratios(load, measured);
      Files.writeString(directory.resolve(load + ".svg"), new Plot(summary, measured, load).svg());
    }
    for (String load : LOADS) {
      beside("Queues", "beside memory", load, queues);
      beside("Other protocols in", "beside OTLP", load, translations);
      details(
          load, Stream.of(measured, queues, translations, metrics).flatMap(List::stream).toList());
    }
    ramps(measured);
    overload();
    footprint();
    out.append(new Special(summary).text());
    Files.writeString(directory.resolve("report.md"), out);
    System.out.println(out);
  }

  private List<Scenario> measured(List<Scenario> all) {
    return all.stream().filter(s -> !summary.collectors(s.id()).isEmpty()).toList();
  }

  /** What each of like scenarios takes, beside the first. */
  private void beside(String heading, String column, String load, List<Scenario> like) {
    if (like.isEmpty()) {
      return;
    }
    line("## " + heading + ", " + load + "\n");
    line("| | what | items a request | beltline us | " + column + " |");
    line("|---|---|---|---|---|");
    double first = micros(like.getFirst(), "beltline", load);
    for (Scenario s : like) {
      double own = micros(s, "beltline", load);
      row(s.id(), s.title(), s.items(), number(own, 3), number(own / first, 2));
    }
    line("");
  }

  private void ratios(String load, List<Scenario> measured) {
    line("## CPU time an item, " + load + "\n");
    line(
        "| | scenario | items a request | otelcol us | beltline us | beltline / otelcol | rotel us"
            + " |");
    line("|---|---|---|---|---|---|---|");
    for (Scenario s : measured) {
      double peer = micros(s, "otelcol", load);
      double own = micros(s, "beltline", load);
      row(
          s.id(),
          s.title() + ", " + s.payload(),
          s.items(),
          number(peer, 2),
          number(own, 3),
          own > 0 && peer > 0 ? "**1/" + number(peer / own, 1) + "**" : "-",
          number(micros(s, "rotel", load), 2));
    }
    line("");
  }

  private double micros(Scenario s, String collector, String load) {
    return summary.spread(s.id(), collector, load, Names.MICROS).middle();
  }

  private void details(String load, List<Scenario> measured) {
    line("## All figures, " + load + "\n");
    line(
        "| | collector | k items/s | CPU us/item | instructions/item | system | core | generator"
            + " | RSS MiB (peak) | ack p50 / p99 us | bytes/item in, out | items/request out"
            + " | refused | lost | notes |");
    line("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (Scenario s : measured) {
      for (String c : summary.collectors(s.id())) {
        row(
            s.id(),
            c,
            number(middle(s, c, load, Names.RATE) / 1e3, 1),
            summary.spread(s.id(), c, load, Names.MICROS).text(3),
            number(middle(s, c, load, Names.INSTRUCTIONS), 0),
            number(100 * middle(s, c, load, Names.SYSTEM), 0) + " %",
            number(100 * middle(s, c, load, Names.CORE), 0) + " %",
            number(100 * middle(s, c, load, Names.GENERATOR), 0) + " %",
            "%s (%s)"
                .formatted(
                    number(middle(s, c, load, Names.RSS), 0),
                    number(summary.spread(s.id(), c, load, Names.PEAK).most(), 0)),
            "%s / %s"
                .formatted(
                    number(middle(s, c, load, Names.P50), 0),
                    number(middle(s, c, load, Names.P99), 0)),
            "%s, %s"
                .formatted(
                    number(middle(s, c, load, Names.BYTES_IN), 1),
                    number(middle(s, c, load, Names.BYTES_OUT), 1)),
            number(middle(s, c, load, Names.REQUESTS_OUT), 0),
            number(summary.spread(s.id(), c, load, Names.REFUSED).most(), 0),
            number(summary.spread(s.id(), c, load, Names.LOST).most(), 0),
            summary.notes(s.id(), c, load));
      }
    }
    line("");
  }

  private double middle(Scenario s, String collector, String load, String name) {
    return summary.spread(s.id(), collector, load, name).middle();
  }

  private void ramps(List<Scenario> measured) {
    line("## The highest rate that was sustained, k items/s\n");
    line("| | otelcol | beltline | rotel |");
    line("|---|---|---|---|");
    for (Scenario s : measured) {
      List<String> cells = new ArrayList<>();
      for (String c : List.of("otelcol", "beltline", "rotel")) {
        cells.add(number(middle(s, c, "ramp", Names.RATE) / 1e3, 0));
      }
      row(s.id(), String.join(" | ", cells));
    }
    line("");
  }

  private void overload() {
    line("## Overload\n");
    line(
        "| collector | limit MiB | peak RSS MiB | after the drain | accepted k/s | refused | lost"
            + " |");
    line("|---|---|---|---|---|---|---|");
    for (Measurement m : summary.all()) {
      if (m.scenario().equals("12")) {
        row(
            m.collector(),
            m.load().substring("limit ".length()),
            number(m.number(Names.PEAK), 0),
            number(m.number(Names.RSS), 0),
            number(m.number(Names.RATE) / 1e3, 1),
            number(m.number(Names.REFUSED), 0),
            number(m.number(Names.LOST), 0));
      }
    }
    line("");
  }

  private void footprint() {
    line("## Footprint\n");
    line("| collector | ms to listening | idle RSS MiB | idle share of a core |");
    line("|---|---|---|---|");
    for (String c : summary.collectors("13")) {
      row(
          c,
          summary.spread("13", c, "start", "millisToListening").text(0),
          number(summary.spread("13", c, "rest", Names.RSS).middle(), 0),
          number(100 * summary.spread("13", c, "rest", Names.CORE).middle(), 2) + " %");
    }
  }

  private static String number(double value, int digits) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private void row(Object... cells) {
    out.append("| ");
    for (Object cell : cells) {
      out.append(cell).append(" | ");
    }
    out.setLength(out.length() - 1);
    out.append('\n');
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
