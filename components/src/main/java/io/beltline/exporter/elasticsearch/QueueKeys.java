package io.beltline.exporter.elasticsearch;

import io.beltline.delivery.BatchConfig;
import io.beltline.delivery.PartitionConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.Sizer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue that the keys of all ages add up to. What {@code sending_queue} says counts, then what
 * {@code batcher}, {@code flush} and {@code num_workers} say, then the defaults.
 */
final class QueueKeys {
  private static final int USUAL_CONSUMERS = 10;
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
  private static final long USUAL_MIN = 1_000_000;
  private static final long USUAL_MAX = 5_000_000;
  private static final long BATCHER_MIN = 5000;
  private static final long BATCHER_MAX = 10000;

  private QueueKeys() {}

  static QueueConfig of(ElasticsearchExporterConfig config) {
    QueueConfig written = config.queue();
    Integer workers = config.numWorkers();
    int consumers =
        workers != null && workers > 0 && written.numConsumers() == USUAL_CONSUMERS
            ? workers
            : written.numConsumers();
    return new QueueConfig(
        written.enabled(),
        consumers,
        written.queueSize(),
        written.sizer(),
        written.blockOnOverflow(),
        written.onOverflow(),
        written.waitForResult(),
        written.storage(),
        batch(config));
  }

  private static @Nullable BatchConfig batch(ElasticsearchExporterConfig config) {
    BatchConfig written = config.queue().batch();
    BatcherConfig batcher = config.batcher();
    BatchConfig chosen;
    if (written != null) {
      chosen = written;
    } else if (batcher == null) {
      chosen = usual(config);
    } else if (Boolean.FALSE.equals(batcher.enabled())) {
      return null;
    } else {
      chosen = of(batcher);
    }
    PartitionConfig partition =
        config.metadataKeys().isEmpty() || !chosen.partition().metadataKeys().isEmpty()
            ? chosen.partition()
            : new PartitionConfig(config.metadataKeys());
    return new BatchConfig(
        chosen.flushTimeout(), chosen.sizer(), chosen.minSize(), chosen.maxSize(), partition);
  }

  private static BatchConfig usual(ElasticsearchExporterConfig config) {
    Duration interval = config.flush().interval();
    Long bytes = config.flush().bytes();
    long max = bytes == null ? USUAL_MAX : bytes;
    return new BatchConfig(
        interval == null ? USUAL_TIMEOUT : interval,
        Sizer.BYTES,
        Math.min(USUAL_MIN, max),
        max,
        new PartitionConfig(List.of()));
  }

  private static BatchConfig of(BatcherConfig batcher) {
    Duration timeout = batcher.flushTimeout();
    Long min = batcher.minSize();
    Long max = batcher.maxSize();
    long largest = max == null ? BATCHER_MAX : max;
    long least = min == null ? BATCHER_MIN : min;
    return new BatchConfig(
        timeout == null ? Duration.ofSeconds(30) : timeout,
        batcher.sizer() == null ? Sizer.ITEMS : batcher.sizer(),
        largest == 0 ? least : Math.min(least, largest),
        largest,
        new PartitionConfig(List.of()));
  }
}
