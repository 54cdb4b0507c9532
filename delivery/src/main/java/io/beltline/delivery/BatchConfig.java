package io.beltline.delivery;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a queue gathers requests into batches: {@code sending_queue::batch}. Keys and defaults are
 * those of the OpenTelemetry Collector.
 *
 * @param flushTimeout how long a request may wait for company
 * @param sizer what the two sizes count, {@code items} or {@code bytes}; null for bytes where the
 *     queue counts bytes, else items
 * @param minSize a batch of this size is sent at once
 * @param maxSize no batch is larger; 0 for no limit
 * @param partition what keeps requests apart
 */
public record BatchConfig(
    @Default("200ms") @Doc("A batch is sent at the latest after this time, whatever its size.")
        Duration flushTimeout,
    @Doc(
            "What min_size and max_size count: items or bytes. Not set: as the queue, items for"
                + " requests.")
        @Nullable Sizer sizer,
    @Default("8192") @Doc("A batch of at least this size is sent without waiting.") long minSize,
    @Default("0") @Doc("Larger batches are split; 0 means no limit.") long maxSize,
    @Doc("What keeps requests in separate batches.") PartitionConfig partition)
    implements Validated {

  /** Every key at its default. */
  public static BatchConfig defaults() {
    return new BatchConfig(Duration.ofMillis(200), null, 8192, 0, new PartitionConfig(List.of()));
  }

  @Override
  public void validate(Problems problems) {
    if (sizer == Sizer.REQUESTS) {
      problems.add("sizer", "\"requests\" cannot size a batch (expected: items or bytes)");
    }
    if (flushTimeout.isZero() || flushTimeout.isNegative()) {
      problems.add("flush_timeout", "must be positive (expected: a duration such as 200ms)");
    }
    if (minSize < 0) {
      problems.add("min_size", "must not be negative (expected: 0 or more)");
    }
    if (maxSize < 0) {
      problems.add("max_size", "must not be negative (expected: 0 for no limit, or more)");
    }
    if (maxSize > 0 && maxSize < minSize) {
      problems.add(
          "max_size",
          "%d is less than min_size %d (expected: at least min_size)".formatted(maxSize, minSize));
    }
  }
}
