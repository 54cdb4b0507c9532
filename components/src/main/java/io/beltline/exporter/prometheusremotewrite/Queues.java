package io.beltline.exporter.prometheusremotewrite;

import io.beltline.delivery.BatchConfig;
import io.beltline.delivery.PartitionConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.exporter.prometheusremotewrite.PrometheusRemoteWriteExporterConfig.RemoteWriteQueueConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes one queue of the two ways to write it. */
final class Queues {
  private static final RemoteWriteQueueConfig USUAL = new RemoteWriteQueueConfig(true, 10_000, 5);

  private Queues() {}

  /** How many requests of one batch are sent at once. */
  static int consumers(@Nullable QueueConfig queue, @Nullable RemoteWriteQueueConfig older) {
    int written =
        queue != null
            ? queue.numConsumers()
            : older != null ? older.numConsumers() : USUAL.numConsumers();
    return Math.max(1, written);
  }

  /** The queue with one consumer: it takes a batch when the one before has come to an end. */
  static QueueConfig ordered(
      @Nullable QueueConfig queue, @Nullable RemoteWriteQueueConfig older, List<String> tenants) {
    if (queue == null) {
      RemoteWriteQueueConfig written = older == null ? USUAL : older;
      QueueConfig usual = written.enabled() ? QueueConfig.defaults() : QueueConfig.disabled();
      return with(usual, written.queueSize(), null);
    }
    BatchConfig batch = queue.batch();
    return with(queue, queue.queueSize(), batch == null ? null : apart(batch, tenants));
  }

  /** Batches of one tenant each: a header that is sent on belongs to the whole batch. */
  private static BatchConfig apart(BatchConfig batch, List<String> tenants) {
    Set<String> keys = new LinkedHashSet<>(batch.partition().metadataKeys());
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(keys);
    tenants.stream().filter(known::add).forEach(keys::add);
    return new BatchConfig(
        batch.flushTimeout(),
        batch.sizer(),
        batch.minSize(),
        batch.maxSize(),
        new PartitionConfig(List.copyOf(keys)));
  }

  private static QueueConfig with(QueueConfig queue, long size, @Nullable BatchConfig batch) {
    return new QueueConfig(
        queue.enabled(),
        1,
        size,
        queue.sizer(),
        queue.blockOnOverflow(),
        queue.onOverflow(),
        queue.waitForResult(),
        queue.storage(),
        batch);
  }
}
