package io.beltline.exporter.prometheusremotewrite;

import io.beltline.delivery.QueueConfig;
import io.beltline.exporter.prometheusremotewrite.PrometheusRemoteWriteExporterConfig.RemoteWriteQueueConfig;
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
  static QueueConfig ordered(@Nullable QueueConfig queue, @Nullable RemoteWriteQueueConfig older) {
    if (queue == null) {
      RemoteWriteQueueConfig written = older == null ? USUAL : older;
      QueueConfig usual = written.enabled() ? QueueConfig.defaults() : QueueConfig.disabled();
      return with(usual, written.queueSize());
    }
    return with(queue, queue.queueSize());
  }

  private static QueueConfig with(QueueConfig queue, long size) {
    return new QueueConfig(
        queue.enabled(),
        1,
        size,
        queue.sizer(),
        queue.blockOnOverflow(),
        queue.onOverflow(),
        queue.waitForResult(),
        queue.storage(),
        queue.batch());
  }
}
