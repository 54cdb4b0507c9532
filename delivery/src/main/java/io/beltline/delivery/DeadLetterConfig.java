package io.beltline.delivery;

import io.beltline.api.ComponentId;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * Where what a destination refuses for good is kept: {@code dead_letters}. One box for each signal
 * of an exporter.
 *
 * @param enabled false to drop it
 * @param maxLetters how many letters are kept
 * @param maxSize how many bytes are kept
 * @param storage the storage extension that keeps them across restarts, null for memory
 */
public record DeadLetterConfig(
    @Default("true")
        @Doc("Keep what the destination refuses for good, to be looked at and sent again.")
        boolean enabled,
    @Default("1000") @Doc("How many letters are kept for each signal; the oldest go first.")
        int maxLetters,
    @Default("4194304") @Doc("How many bytes are kept for each signal; the oldest go first.")
        long maxSize,
    @Doc("The storage extension that keeps them across restarts; not set: in memory.")
        @Nullable ComponentId storage)
    implements Validated {

  /** Every key at its default. */
  public static DeadLetterConfig defaults() {
    return new DeadLetterConfig(true, 1000, 4 << 20, null);
  }

  /** Nothing is kept. */
  public static DeadLetterConfig disabled() {
    return new DeadLetterConfig(false, 1000, 4 << 20, null);
  }

  @Override
  public void validate(Problems problems) {
    if (!enabled) {
      return;
    }
    if (maxLetters <= 0) {
      problems.add("max_letters", "must be positive (expected: 1 or more)");
    }
    if (maxSize <= 0) {
      problems.add("max_size", "must be positive (expected: a number of bytes)");
    }
  }
}
