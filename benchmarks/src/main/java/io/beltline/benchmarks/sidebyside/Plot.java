package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bars of CPU time an item, on a logarithmic scale, as SVG. */
record Plot(Summary summary, List<Scenario> scenarios, String load) {
  private static final Map<String, String> COLOURS =
      Map.of("otelcol", "#7a8ca3", "beltline", "#d9622b", "rotel", "#4f9d69");
  private static final int LEFT = 300;
  private static final int WIDTH = 560;
  private static final int BAR = 13;
  private static final double LEAST = 0.05;
  private static final double MOST = 300;

  String svg() {
    StringBuilder bars = new StringBuilder();
    int y = 50;
    for (Scenario scenario : scenarios) {
      text(
          bars,
          LEFT - 8,
          y + BAR,
          "end",
          scenario.id() + "  " + scenario.title() + ", x" + scenario.items());
      for (String collector : summary.collectors(scenario.id())) {
        double micros = summary.spread(scenario.id(), collector, load, Names.MICROS).middle();
        if (!Double.isNaN(micros)) {
          bar(bars, y, collector, micros);
          y += BAR;
        }
      }
      y += 10;
    }
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"11\">%n"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n%s%s</svg>%n",
        LEFT + WIDTH + 110,
        y + 20,
        axis(y),
        bars);
  }

  private void bar(StringBuilder out, int y, String collector, double micros) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            LEFT,
            y,
            x(micros) - LEFT,
            BAR - 1,
            COLOURS.getOrDefault(collector, "#888")));
    text(
        out,
        (int) x(micros) + 4,
        y + BAR - 3,
        "start",
        String.format(Locale.ROOT, "%.2f %s", micros, collector));
  }

  private String axis(int bottom) {
    StringBuilder out = new StringBuilder();
    text(out, LEFT, 18, "start", "CPU microseconds an item, " + load + " (logarithmic)");
    for (double tick : new double[] {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200}) {
      out.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"40\" y2=\"%d\" stroke=\"#ddd\"/>%n",
              x(tick),
              x(tick),
              bottom));
      text(out, (int) x(tick), 35, "middle", tick < 1 ? "" + tick : "" + (int) tick);
    }
    return out.toString();
  }

  private static double x(double micros) {
    double at = Math.log(Math.clamp(micros, LEAST, MOST) / LEAST) / Math.log(MOST / LEAST);
    return LEFT + WIDTH * at;
  }

  private static void text(StringBuilder out, int x, int y, String anchor, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            text));
  }
}
