package io.beltline.processor.groupbytrace;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * What users write under {@code group_by_trace}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/groupbytraceprocessor">the
 *     keys and defaults</a>
 */
public record GroupByTraceConfig(
    @Doc("How many traces wait at most; one more sends the one that waits longest on at once.")
        @Default("1000000")
        int numTraces,
    @Doc("Accepted, without effect.") @Default("1") int numWorkers,
    @Doc("How long a trace waits for its spans, from the first; 0 lets requests pass as they are.")
        @Default("1s")
        Duration waitDuration,
    @Doc("Not supported: must be false.") @Default("false") boolean discardOrphans,
    @Doc("Not supported: must be false.") @Default("false") boolean storeOnDisk)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (numTraces < 1) {
      problems.add("num_traces", "must be 1 or more");
    }
    if (numWorkers < 1) {
      problems.add("num_workers", "must be 1 or more");
    }
    if (waitDuration.isNegative()) {
      problems.add("wait_duration", "must not be negative (expected: a duration such as 1s)");
    }
    if (discardOrphans) {
      problems.add("discard_orphans", "is not supported (expected: false)");
    }
    if (storeOnDisk) {
      problems.add("store_on_disk", "is not supported (expected: false)");
    }
  }
}
