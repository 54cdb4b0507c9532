package io.beltline.exporter.elasticsearch;

import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.delivery.Sizer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The older way to batch: {@code batcher}. What is written here goes where {@code
 * sending_queue::batch} has it. Null where the user did not say.
 *
 * @param enabled whether requests are gathered
 * @param flushTimeout how long a request may wait for company
 * @param sizer what the sizes count
 * @param minSize a batch of this size is sent at once
 * @param maxSize no batch is larger; 0 for no limit
 */
public record BatcherConfig(
    @Doc("False sends requests as they come.") @Nullable Boolean enabled,
    @Doc("As sending_queue::batch::flush_timeout.") @Nullable Duration flushTimeout,
    @Doc("As sending_queue::batch::sizer. Not set: items.") @Nullable Sizer sizer,
    @Doc("As sending_queue::batch::min_size; also written min_size_items.")
        @io.beltline.config.Key(aliases = "min_size_items")
        @Nullable Long minSize,
    @Doc("As sending_queue::batch::max_size; also written max_size_items.")
        @io.beltline.config.Key(aliases = "max_size_items")
        @Nullable Long maxSize)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (flushTimeout != null && (flushTimeout.isZero() || flushTimeout.isNegative())) {
      problems.add("flush_timeout", "must be positive (expected: a duration such as 10s)");
    }
    if (sizer == Sizer.REQUESTS) {
      problems.add("sizer", "\"requests\" cannot size a batch (expected: items or bytes)");
    }
    if (minSize != null && minSize < 0) {
      problems.add("min_size", "must not be negative (expected: 0 or more)");
    }
    if (maxSize != null && maxSize < 0) {
      problems.add("max_size", "must not be negative (expected: 0 for no limit, or more)");
    }
    if (minSize != null && maxSize != null && maxSize > 0 && maxSize < minSize) {
      problems.add("max_size", "is less than min_size (expected: at least min_size)");
    }
  }
}
