package io.beltline.benchmarks.payload;

/**
 * A page of a target as Prometheus' clients write it. Of a thousand series, 400 are of counters,
 * 300 of gauges, 300 of 25 histograms with ten buckets. Values grow from page to page.
 *
 * @param thousands how many thousand series it has; there are as many metrics in all pages
 */
public record ScrapePage(int thousands) {
  private static final int FAMILIES = 40;
  private static final int GAUGES = 30;
  private static final int HISTOGRAMS = 25;
  private static final int EACH = 10;
  private static final String[] BOUNDS = {
    "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "+Inf"
  };

  /** How many series it has. */
  public int series() {
    return 1000 * thousands;
  }

  /** The data points they become: a histogram is one. */
  public int points() {
    return (EACH * (FAMILIES + GAUGES) + HISTOGRAMS) * thousands;
  }

  /** The page with a number. */
  public String text(long number) {
    StringBuilder out = new StringBuilder(96 * series());
    for (int family = 0; family < FAMILIES; family++) {
      head(out, "shop_requests_" + family + "_total", "counter");
      for (int i = 0; i < EACH * thousands; i++) {
        labels(out.append("shop_requests_").append(family).append("_total"), i);
        out.append("} ").append(1000L * family + (i + 1) * (number + 1)).append('\n');
      }
    }
    for (int family = 0; family < GAUGES; family++) {
      head(out, "shop_queue_" + family + "_bytes", "gauge");
      for (int i = 0; i < EACH * thousands; i++) {
        labels(out.append("shop_queue_").append(family).append("_bytes"), i);
        out.append("} ").append(1024.5 * i + number % 100).append('\n');
      }
    }
    for (int family = 0; family < HISTOGRAMS; family++) {
      String name = "shop_latency_" + family + "_seconds";
      head(out, name, "histogram");
      for (int i = 1; i <= thousands; i++) {
        histogram(out, name, i, number);
      }
    }
    return out.toString();
  }

  private static void head(StringBuilder out, String name, String type) {
    out.append("# HELP ").append(name).append(" What the shop measures.\n");
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void labels(StringBuilder out, int i) {
    out.append("{method=\"GET\",route=\"/items/")
        .append(i)
        .append("\",code=\"200\",pod=\"cart-")
        .append(i % 3)
        .append('"');
  }

  private static void histogram(StringBuilder out, String name, int i, long number) {
    long count = 0;
    for (String bound : BOUNDS) {
      count += number + 1;
      labels(out.append(name).append("_bucket"), i);
      out.append(",le=\"").append(bound).append("\"} ").append(count).append('\n');
    }
    labels(out.append(name).append("_sum"), i);
    out.append("} ").append(0.25 * count).append('\n');
    labels(out.append(name).append("_count"), i);
    out.append("} ").append(count).append('\n');
  }
}
