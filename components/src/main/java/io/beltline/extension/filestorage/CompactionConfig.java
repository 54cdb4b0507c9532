package io.beltline.extension.filestorage;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * When a store's file is rewritten without what has been overwritten or removed.
 *
 * <p>Apart from these keys a file is rewritten whenever more than half of it, and more than 1 MiB,
 * is of no use any more.
 */
public record CompactionConfig(
    @Doc("Rewrite the file when it is opened.") @Default("false") boolean onStart,
    @Doc("Rewrite the file when it was large and little of it is left.") @Default("false")
        boolean onRebound,
    @Doc(
            "Where a file is written before it takes its place. Empty means the storage directory,"
                + " which is also used when this one is on another file system.")
        String directory,
    @Doc("The size of the file, in MiB, that counts as large for on_rebound.") @Default("100")
        long reboundNeededThresholdMib,
    @Doc("The live data, in MiB, that counts as little for on_rebound.") @Default("10")
        long reboundTriggerThresholdMib,
    @Doc("The most entries written to the new file in one record; 0 for no limit.")
        @Default("65536")
        long maxTransactionSize,
    @Doc("Accepted; the conditions of on_rebound are looked at after every change.") @Default("5s")
        Duration checkInterval,
    @Doc("Remove files that begin with tempdb from the directory at start.") @Default("false")
        boolean cleanupOnStart)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (reboundNeededThresholdMib < 0) {
      problems.add("rebound_needed_threshold_mib", "must not be negative (expected: 0 or more)");
    }
    if (reboundTriggerThresholdMib < 0) {
      problems.add("rebound_trigger_threshold_mib", "must not be negative (expected: 0 or more)");
    }
    if (maxTransactionSize < 0) {
      problems.add("max_transaction_size", "must not be negative (expected: 0 or more)");
    }
    if (onRebound && (checkInterval.isNegative() || checkInterval.isZero())) {
      problems.add("check_interval", "must be positive (expected: a duration such as 5s)");
    }
  }
}
