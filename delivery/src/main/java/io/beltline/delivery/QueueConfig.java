package io.beltline.delivery;

import io.beltline.api.ComponentId;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * The queue in front of a destination: {@code sending_queue}. Keys and defaults are those of the
 * OpenTelemetry Collector.
 *
 * @param enabled false to send on the caller's thread
 * @param numConsumers how many requests are sent at a time
 * @param queueSize the limit on what waits and what is being sent, counted by {@code sizer}
 * @param sizer what {@code queueSize} counts
 * @param blockOnOverflow true to let the caller wait for room, false to refuse, null where the user
 *     did not say
 * @param onOverflow what becomes of a request that finds the queue full, null where the user did
 *     not say
 * @param waitForResult true to let the caller wait for the destination's answer
 * @param storage the storage extension that keeps the queue across restarts, null for memory
 * @param batch how requests are gathered, null to send them as they come
 */
public record QueueConfig(
    @Default("true") @Doc("Queue requests; false sends each on the thread that brings it.")
        boolean enabled,
    @Default("10") @Doc("How many requests are sent to the destination at a time.")
        int numConsumers,
    @Default("1000") @Doc("The most the queue holds, including what is being sent.") long queueSize,
    @Default("requests") @Doc("What queue_size counts: requests, items or bytes.") Sizer sizer,
    @Doc("When the queue is full: wait for room instead of refusing; as on_overflow: block.")
        @Nullable Boolean blockOnOverflow,
    @Doc(
            "When the queue is full: reject the request, block its sender, or drop_oldest of what"
                + " waits. Not set: as block_on_overflow says, else reject.")
        @Nullable Overflow onOverflow,
    @Default("false") @Doc("Answer the sender only when the destination has answered.")
        boolean waitForResult,
    @Doc("The storage extension that keeps the queue across restarts; not set: in memory.")
        @Nullable ComponentId storage,
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("Gather requests into batches; a key without a value means the defaults.")
        @Nullable BatchConfig batch)
    implements Validated {

  /** Every key at its default. */
  public static QueueConfig defaults() {
    return new QueueConfig(true, 10, 1000, Sizer.REQUESTS, null, null, false, null, null);
  }

  /** No queue: the caller's thread sends. */
  public static QueueConfig disabled() {
    return new QueueConfig(false, 10, 1000, Sizer.REQUESTS, null, null, false, null, null);
  }

  /** The same with so many senders. */
  public QueueConfig withConsumers(int consumers) {
    return new QueueConfig(
        enabled,
        consumers,
        queueSize,
        sizer,
        blockOnOverflow,
        onOverflow,
        waitForResult,
        storage,
        batch);
  }

  /** The same, from which one request is sent at a time. */
  public QueueConfig oneByOne() {
    return new QueueConfig(
        enabled, 1, queueSize, sizer, blockOnOverflow, onOverflow, waitForResult, storage, batch);
  }

  @Override
  public void validate(Problems problems) {
    if (!enabled) {
      return;
    }
    if (numConsumers <= 0) {
      problems.add("num_consumers", "must be positive (expected: 1 or more)");
    }
    if (queueSize <= 0) {
      problems.add("queue_size", "must be positive (expected: 1 or more)");
    }
    if (blockOnOverflow != null
        && onOverflow != null
        && blockOnOverflow != (onOverflow == Overflow.BLOCK)) {
      problems.add(
          "on_overflow",
          "contradicts block_on_overflow: %s (expected: only one of the two)"
              .formatted(blockOnOverflow));
    }
    if (overflow() == Overflow.DROP_OLDEST && waitForResult) {
      problems.add(
          "on_overflow",
          "drop_oldest does not go with wait_for_result (expected: reject or block, because each"
              + " sender still has its request)");
    }
    if (batch != null && batchSizer(batch) == sizer && batch.minSize() > queueSize) {
      problems.add(
          "batch::min_size",
          "%d does not fit the queue of %d (expected: at most queue_size)"
              .formatted(batch.minSize(), queueSize));
    }
  }

  /** What becomes of a request that finds the queue full. */
  public Overflow overflow() {
    if (onOverflow != null) {
      return onOverflow;
    }
    return Boolean.TRUE.equals(blockOnOverflow) ? Overflow.BLOCK : Overflow.REJECT;
  }

  /** What the sizes of a batch of this queue count: its own sizer, else the queue's, else items. */
  Sizer batchSizer(BatchConfig batch) {
    Sizer own = batch.sizer();
    return own != null ? own : sizer == Sizer.BYTES ? Sizer.BYTES : Sizer.ITEMS;
  }
}
