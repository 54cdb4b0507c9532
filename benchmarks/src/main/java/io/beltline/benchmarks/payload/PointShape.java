package io.beltline.benchmarks.payload;

import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.SplittableRandom;

/** Number data points, by turns of gauges and cumulative sums. */
final class PointShape implements Shape {
  private static final int SIZE = 196;
  private static final int FRAME = 3;
  private static final int DIGITS = 30;
  private static final int POINTS = 10;
  private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE"};
  private static final String[] ROUTES = {"/cart", "/items", "/orders", "/users", "/search"};

  @Override
  public int itemSize() {
    return SIZE;
  }

  @Override
  public void write(WireWriter out, int items, SplittableRandom random) {
    for (int written = 0; written < items; written += POINTS) {
      int metric = out.begin(2);
      boolean sum = written / POINTS % 2 == 0;
      out.string(MetricView.NAME, "http.server." + Fields.one(METHODS, random) + "." + written);
      out.string(MetricView.DESCRIPTION, "What the server did").string(MetricView.UNIT, "1");
      int data = out.begin(sum ? MetricView.SUM : MetricView.GAUGE);
      for (int i = written; i < Math.min(items, written + POINTS); i++) {
        int point = out.begin(1);
        one(out, point, sum, random);
        out.end(point);
      }
      if (sum) {
        out.varint(2, 2).bool(3, true);
      }
      out.end(data);
      out.end(metric);
    }
  }

  private static void one(WireWriter out, int start, boolean sum, SplittableRandom random) {
    out.fixed64(NumberDataPointView.START_TIME_UNIX_NANO, Fields.EPOCH);
    long now = Fields.EPOCH + 60_000_000_000L + random.nextInt(50_000_000);
    out.fixed64(NumberDataPointView.TIME_UNIX_NANO, now);
    if (sum) {
      out.fixed64(NumberDataPointView.AS_INT, random.nextLong(1L << 40));
    } else {
      out.float64(NumberDataPointView.AS_DOUBLE, random.nextDouble());
    }
    int attributes = NumberDataPointView.ATTRIBUTES;
    Fields.text(out, attributes, "http.request.method", Fields.one(METHODS, random));
    Fields.text(out, attributes, "http.route", Fields.one(ROUTES, random));
    Fields.number(out, attributes, "http.status", 200 + random.nextInt(5));
    Fields.text(out, attributes, "pod", "p" + Integer.toHexString(random.nextInt(1 << 16)));
    Fields.number(out, attributes, "shard", random.nextInt(100));
    Fields.fill(out, attributes, "tenant", start, SIZE - FRAME, DIGITS, random);
  }
}
