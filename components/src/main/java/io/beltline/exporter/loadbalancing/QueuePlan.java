package io.beltline.exporter.loadbalancing;

import io.beltline.delivery.Overflow;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.Sizer;

/**
 * How the two queues that users write become one that holds everything and, for each backend, a
 * line of those that wait in it. Nothing belongs to a backend before it is sent: what waits for one
 * that goes away is given to others.
 *
 * @param whole the queue in front of all
 * @param line the queue of each backend; those in it are held by the other one
 * @param sizer what the room of a line counts
 * @param room how much may wait for one backend
 * @param most how many requests may wait for one backend
 * @param gives whether what finds a line full is given up, rather than wait and fill the queue
 */
record QueuePlan(
    QueueConfig whole, QueueConfig line, Sizer sizer, long room, int most, boolean gives) {
  private static final int SENDERS = 2000;
  private static final int SENDERS_ON_DISK = 256;

  static QueuePlan of(LoadBalancingExporterConfig config) {
    QueueConfig line = config.protocol().otlp().sendingQueue();
    QueueConfig written = config.queue();
    QueueConfig basis = written != null && written.enabled() ? written : doubled(line);
    int senders = line.enabled() ? senders(basis) : basis.numConsumers();
    QueueConfig whole = whole(basis, senders);
    boolean gives =
        whole.enabled()
            && !whole.waitForResult()
            && whole.storage() == null
            && line.overflow() != Overflow.BLOCK;
    return new QueuePlan(
        whole, waiting(line), line.sizer(), line.queueSize(), Math.max(1, senders / 2), gives);
  }

  /** Each sender waits for the backends of one request: so many that none need wait for others. */
  private static int senders(QueueConfig queue) {
    long most = queue.storage() == null ? SENDERS : SENDERS_ON_DISK;
    long size = queue.sizer() == Sizer.REQUESTS ? Math.min(queue.queueSize(), most) : most;
    return (int) Math.max(queue.numConsumers(), size);
  }

  /** The queue of a backend as the one in front of all: one backend alone cannot fill it. */
  private static QueueConfig doubled(QueueConfig line) {
    long size = Math.min(line.queueSize(), Long.MAX_VALUE / 2) * 2;
    return new QueueConfig(
        line.enabled(),
        line.numConsumers(),
        size,
        line.sizer(),
        line.blockOnOverflow(),
        line.onOverflow(),
        line.waitForResult(),
        line.storage(),
        null);
  }

  private static QueueConfig whole(QueueConfig basis, int senders) {
    return new QueueConfig(
        basis.enabled(),
        senders,
        basis.queueSize(),
        basis.sizer(),
        basis.blockOnOverflow(),
        basis.onOverflow(),
        basis.waitForResult(),
        basis.storage(),
        basis.batch());
  }

  /** Who is in the line waits for the answer; how many there are is limited by who enters. */
  private static QueueConfig waiting(QueueConfig line) {
    return line.enabled()
        ? new QueueConfig(
            true,
            line.numConsumers(),
            Long.MAX_VALUE,
            line.sizer(),
            null,
            Overflow.BLOCK,
            true,
            null,
            line.batch())
        : QueueConfig.disabled();
  }
}
