package io.beltline.exporter.elasticsearch;

import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The older way to size requests: {@code flush}.
 *
 * @param bytes how large a bulk request may be, null where the user did not say
 * @param interval how long a request may wait for company, null where the user did not say
 */
public record FlushConfig(
    @Doc("How large a bulk request may be before it is compressed. Not set: 5000000.")
        @Nullable Long bytes,
    @Doc("As sending_queue::batch::flush_timeout, which is the newer name.")
        @Nullable Duration interval)
    implements Validated {
  static final long USUAL_BYTES = 5_000_000;

  @Override
  public void validate(Problems problems) {
    if (bytes != null && bytes <= 0) {
      problems.add("bytes", "must be positive (expected: a size such as 5000000)");
    }
    if (interval != null && (interval.isZero() || interval.isNegative())) {
      problems.add("interval", "must be positive (expected: a duration such as 10s)");
    }
  }
}
