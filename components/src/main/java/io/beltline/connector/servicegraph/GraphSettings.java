package io.beltline.connector.servicegraph;

import io.beltline.components.metrics.Aggregate;
import io.beltline.components.metrics.ExplicitHistogram;
import io.beltline.components.metrics.ExponentialHistogram;
import io.beltline.model.otlp.AttributeKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How requests between services are found and counted.
 *
 * @param dimensions further dimensions
 * @param peers what names the other side where it sends nothing; none if that is not counted
 * @param virtualNodeLabel whether a dimension tells such sides
 * @param databases what names a database
 * @param histogram makes the aggregate of durations in seconds
 * @param waiting how many spans wait at most
 * @param series how many series there are at most
 * @param times when things are done
 */
record GraphSettings(
    List<Dimension> dimensions,
    List<AttributeKey> peers,
    boolean virtualNodeLabel,
    List<AttributeKey> databases,
    Supplier<Aggregate> histogram,
    int waiting,
    int series,
    Times times) {
  private static final int MOST_SERIES = 20_000;
  private static final double NANOS = 1e9;
  private static final double[] DEFAULT_SECONDS = {
    0.002, 0.004, 0.006, 0.008, 0.01, 0.05, 0.1, 0.2, 0.4, 0.8, 1, 1.4, 2, 5, 10, 15
  };

  /**
   * A dimension.
   *
   * @param key the attribute
   * @param client what it is called for the side that asks
   * @param server what it is called for the side that answers
   */
  record Dimension(AttributeKey key, String client, String server) {}

  /**
   * When things are done.
   *
   * @param waiting how long a span waits for the other side
   * @param expiration how often those whose time is over are looked for
   * @param cleaning how often old series are looked for
   * @param flush how often metrics are sent; zero for with every request
   * @param offset how far in the past they lie
   */
  record Times(
      Duration waiting, Duration expiration, Duration cleaning, Duration flush, Duration offset) {}

  static GraphSettings of(GraphConfig config) {
    List<String> databases = new ArrayList<>();
    if (!config.databaseNameAttribute().isEmpty()) {
      databases.add(config.databaseNameAttribute());
    }
    databases.addAll(
        config.databaseNameAttributes().isEmpty()
            ? List.of("db.name")
            : config.databaseNameAttributes());
    return new GraphSettings(
        config.dimensions().stream()
            .map(name -> new Dimension(AttributeKey.of(name), "client_" + name, "server_" + name))
            .toList(),
        config.virtualNodePeerAttributes().stream().map(AttributeKey::of).toList(),
        config.virtualNodeExtraLabel(),
        databases.stream().map(AttributeKey::of).toList(),
        histogram(config),
        config.store().maxItems(),
        MOST_SERIES,
        new Times(
            config.store().ttl(),
            orElse(config.storeExpirationLoop(), Duration.ofSeconds(2)),
            orElse(config.cacheLoop(), Duration.ofMinutes(1)),
            orElse(config.metricsFlushInterval(), Duration.ZERO),
            config.metricsTimestampOffset()));
  }

  private static Duration orElse(Duration written, Duration otherwise) {
    return written.isPositive() ? written : otherwise;
  }

  private static Supplier<Aggregate> histogram(GraphConfig config) {
    int size = config.exponentialHistogramMaxSize();
    if (size > 0) {
      return () -> new ExponentialHistogram(size);
    }
    List<Duration> buckets = config.latencyHistogramBuckets();
    double[] bounds =
        buckets == null
            ? DEFAULT_SECONDS
            : buckets.stream().mapToDouble(bucket -> bucket.toNanos() / NANOS).toArray();
    return () -> new ExplicitHistogram(bounds);
  }

  /** How long a span took, in seconds; 0 if it ended before it began. */
  static double seconds(long start, long end) {
    return Long.compareUnsigned(end, start) > 0 ? (end - start) / NANOS : 0;
  }
}
