package io.beltline.service.metrics;

import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.otlp.WireWriter;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Writes a registry as an OTLP request; sums and histograms are cumulative. The field numbers are
 * those of {@code opentelemetry/proto/metrics/v1/metrics.proto}.
 */
public final class OtlpMetrics {
  private static final String SCOPE = "io.beltline";
  private static final int CUMULATIVE = 2;

  private final WireWriter out = new WireWriter(8192);
  private final long begin;
  private final long now;

  private OtlpMetrics(long begin, long now) {
    this.begin = begin;
    this.now = now;
  }

  /**
   * Everything a registry holds.
   *
   * @param resource what identifies the process
   * @param begin since when it counts, nanoseconds since 1970; what was made later counts since
   *     then
   * @param now nanoseconds since 1970
   */
  public static Metrics of(
      MetricRegistry registry, Map<String, String> resource, long begin, long now) {
    OtlpMetrics metrics = new OtlpMetrics(begin, now);
    metrics.request(registry, resource);
    return new Metrics(Payload.of(metrics.out.toSlice()));
  }

  private void request(MetricRegistry registry, Map<String, String> resource) {
    int resourceMetrics = out.begin(1);
    int described = out.begin(1);
    attributes(1, resource);
    out.end(described);
    int scopeMetrics = out.begin(2);
    int scope = out.begin(1);
    out.string(1, SCOPE);
    out.end(scope);
    registry.families().forEach(this::family);
    out.end(scopeMetrics);
    out.end(resourceMetrics);
  }

  private void family(MetricFamily family) {
    if (family.series().isEmpty()) {
      return;
    }
    int metric = out.begin(2);
    out.string(1, family.name()).string(2, family.description()).string(3, family.unit());
    int data =
        out.begin(
            switch (family.kind()) {
              case GAUGE -> 5;
              case COUNTER -> 7;
              case HISTOGRAM -> 9;
            });
    family.series().forEach((labels, value) -> point(labels.labels(), value));
    switch (family.kind()) {
      case GAUGE -> {}
      case COUNTER -> out.varint(2, CUMULATIVE).bool(3, true);
      case HISTOGRAM -> out.varint(2, CUMULATIVE);
    }
    out.end(data);
    out.end(metric);
  }

  private void point(Map<String, String> labels, Object value) {
    int point = out.begin(1);
    long since = value instanceof Owned owned ? Math.max(begin, owned.origin().unixNanos()) : begin;
    out.fixed64(2, Math.min(since, now)).fixed64(3, now);
    switch (value) {
      case Sum sum -> {
        out.fixed64(6, sum.value());
        attributes(7, labels);
      }
      case DoubleSupplier supplier -> {
        out.float64(4, supplier.getAsDouble());
        attributes(7, labels);
      }
      case Distribution distribution -> {
        distribution(distribution.snapshot());
        attributes(9, labels);
      }
      default -> throw new IllegalStateException("unknown instrument");
    }
    out.end(point);
  }

  private void distribution(Distribution.Snapshot snapshot) {
    long count = 0;
    for (long bucket : snapshot.counts()) {
      count += bucket;
    }
    out.fixed64(4, count).float64(5, snapshot.sum());
    int counts = out.begin(6);
    for (long bucket : snapshot.counts()) {
      out.rawFixed64(bucket);
    }
    out.end(counts);
    int bounds = out.begin(7);
    for (double bound : snapshot.bounds()) {
      out.rawFixed64(Double.doubleToRawLongBits(bound));
    }
    out.end(bounds);
  }

  private void attributes(int field, Map<String, String> attributes) {
    attributes.forEach(
        (key, value) -> {
          int attribute = out.begin(field);
          out.string(1, key);
          int any = out.begin(2);
          out.string(1, value);
          out.end(any);
          out.end(attribute);
        });
  }
}
