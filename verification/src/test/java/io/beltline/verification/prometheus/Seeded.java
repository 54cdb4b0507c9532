package io.beltline.verification.prometheus;

import io.beltline.verification.prometheus.Count.Kind;
import io.beltline.verification.prometheus.Distribution.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Metrics of every kind made from a seed, round after round, and what they add up to. */
final class Seeded {
  private static final int MEASUREMENTS = 150;

  /** Numbers are multiples of it, so that sums are exact. */
  private static final double GRID = 1.0 / (1 << 24);

  private final RandomGenerator random;
  private final long step;
  private final List<Moment> moments = new ArrayList<>();
  private Moment next;

  final List<Count> counts =
      List.of(
          new Count("seeded.requests", "seeded_requests_total", "{request}", "All.", Kind.TOTAL),
          new Count("seeded.sent", "seeded_sent_bytes_total", "By", "Bytes.", Kind.TOTAL),
          new Count("seeded.clicks", "seeded_clicks_total", "", "Clicks.", Kind.DELTA),
          new Count("seeded.queue", "seeded_queue", "{job}", "Waiting.", Kind.UP_DOWN),
          new Count("seeded.load", "seeded_load_ratio", "1", "Load.", Kind.GAUGE),
          new Count("seeded.pause", "seeded_pause_milliseconds", "ms", "Pause.", Kind.GAUGE),
          new Count("seeded.jobs.count", "seeded_jobs_count", "", "Jobs.", Kind.GAUGE),
          new Count("seeded.bare", "seeded_bare", "", "", Kind.GAUGE));

  final List<Distribution> distributions = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param start when counting begins, Unix milliseconds
   * @param step from round to round, milliseconds
   */
  Seeded(long seed, long start, long step) {
    random = new Random(seed);
    this.step = step;
    next = new Moment(start, start, start + step);
    for (boolean delta : new boolean[] {false, true}) {
      distribution("wait", Form.EXPLICIT, 0, delta, r -> grid(Math.exp(r.nextGaussian() - 1)));
      // as many buckets as an SDK keeps: 160
      distribution("scale20", Form.EXPONENTIAL, 20, delta, r -> grid(100 + r.nextDouble() / 100));
      distribution("scale8", Form.EXPONENTIAL, 8, delta, r -> grid(0.25 + r.nextDouble() / 8));
      distribution("minus4", Form.EXPONENTIAL, -4, delta, r -> whole(r, 12));
      distribution("minus6", Form.EXPONENTIAL, -6, delta, r -> whole(r, 6) / 16);
    }
    distribution("fine20", Form.EXPONENTIAL, 20, false, r -> grid(100 + r.nextDouble()));
    distribution("wide8", Form.EXPONENTIAL, 8, false, r -> grid(Math.pow(10, -3 * r.nextDouble())));
    distribution("latency", Form.SUMMARY, 0, false, r -> grid(Math.exp(r.nextGaussian())));
  }

  private void distribution(
      String name,
      Form form,
      int scale,
      boolean delta,
      ToDoubleFunction<RandomGenerator> measurement) {
    String full = "seeded." + name + (delta ? ".delta" : "");
    distributions.add(new Distribution(full, form, scale, delta, measurement));
  }

  private static double grid(double value) {
    return Math.rint(value / GRID) * GRID;
  }

  /** A number on either side of zero with up to so many digits, or zero; never one. */
  private static double whole(RandomGenerator random, int digits) {
    double size = Math.rint(Math.pow(10, digits * random.nextDouble())) * 3 + 2;
    int side = random.nextInt(-4, 8);
    return side == 0 ? 0 : side < 0 ? -size : size;
  }

  /** The rounds so far. */
  List<Moment> moments() {
    return moments;
  }

  /** Counts and measures on; the request, in OTLP/JSON, that tells of it. */
  byte[] round() {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ObjectNode resource = root.putArray("resourceMetrics").addObject();
    ArrayNode attributes = resource.putObject("resource").putArray("attributes");
    for (String[] pair :
        new String[][] {
          {"service.name", "seeded"}, {"service.instance.id", "seed-1"}, {"zone", "north"}
        }) {
      attributes.addObject().put("key", pair[0]).putObject("value").put("stringValue", pair[1]);
    }
    ArrayNode metrics = resource.putArray("scopeMetrics").addObject().putArray("metrics");
    counts.forEach(count -> count.round(metrics.addObject(), random, next));
    distributions.forEach(each -> each.round(metrics.addObject(), random, MEASUREMENTS, next));
    moments.add(next);
    next = new Moment(next.start(), next.time(), next.time() + step);
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }
}
