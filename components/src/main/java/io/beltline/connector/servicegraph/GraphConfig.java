package io.beltline.connector.servicegraph;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the {@code service_graph} connector and the processor it replaced have in common.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/servicegraphconnector">the
 *     keys and defaults</a>
 */
public record GraphConfig(
    @Doc("Upper bounds of the buckets of durations, ascending; without them, 2 ms to 15 s.")
        @Nullable List<Duration> latencyHistogramBuckets,
    @Default("0") @Doc("In place of bounds: how many buckets an exponential histogram has at most.")
        int exponentialHistogramMaxSize,
    @Default("[]")
        @Doc(
            "Attributes of the resource or, if it has none, of the span that become the dimensions"
                + " client_NAME and server_NAME.")
        List<String> dimensions,
    StoreConfig store,
    @Default("1m")
        @Doc("How often series that got no request for 15 minutes are forgotten; 0 for 1m.")
        Duration cacheLoop,
    @Default("2s") @Doc("How often spans whose time is over are looked for; 0 for 2s.")
        Duration storeExpirationLoop,
    @Default("[peer.service, db.name, db.system]")
        @Doc(
            "Attributes of a client's span that name the other side when no span of it comes, the"
                + " first that is there. With none, such spans are not counted.")
        List<String> virtualNodePeerAttributes,
    @Default("false") @Doc("Add virtual_node: client or server, where one side sent no span.")
        boolean virtualNodeExtraLabel,
    @Default("60s") @Doc("How often metrics are sent; 0 for with every request of spans.")
        Duration metricsFlushInterval,
    @Default("") @Doc("An older form of database_name_attributes.") String databaseNameAttribute,
    @Default("[db.name]")
        @Doc("Attributes that name a database, which sends no spans; the first that is there.")
        List<String> databaseNameAttributes,
    @Default("0s") @Doc("By how much the time of points lies in the past.")
        Duration metricsTimestampOffset)
    implements Validated {

  /**
   * Spans that wait for the other side.
   *
   * @param maxItems how many
   * @param ttl how long
   */
  public record StoreConfig(
      @Default("1000") @Doc("How many spans wait for the other side's; further ones are dropped.")
          int maxItems,
      @Default("2s") @Doc("How long a span waits.") Duration ttl)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (maxItems <= 0) {
        problems.add("max_items", "must be positive (expected: such as 1000)");
      }
      if (ttl.isNegative()) {
        problems.add("ttl", "must not be negative (expected: such as 2s)");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    if (latencyHistogramBuckets != null) {
      if (exponentialHistogramMaxSize > 0) {
        problems.add(
            "exponential_histogram_max_size",
            "stands beside latency_histogram_buckets (expected: one of them)");
      }
      for (int i = 1; i < latencyHistogramBuckets.size(); i++) {
        if (latencyHistogramBuckets.get(i).compareTo(latencyHistogramBuckets.get(i - 1)) <= 0) {
          problems.add(
              "latency_histogram_buckets::" + i,
              "is not above the one before (expected: ascending bounds)");
        }
      }
    }
    int size = exponentialHistogramMaxSize;
    if (size != 0 && (size < 2 || size > 16384)) {
      problems.add("exponential_histogram_max_size", "is out of range (expected: 2 to 16384)");
    }
    if (metricsTimestampOffset.isNegative()) {
      problems.add("metrics_timestamp_offset", "must not be negative (expected: such as 5s)");
    }
  }
}
