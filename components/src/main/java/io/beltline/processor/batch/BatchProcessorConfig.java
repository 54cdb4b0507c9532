package io.beltline.processor.batch;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What users write under {@code batch}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/batchprocessor">the
 *     keys and defaults</a>
 */
public record BatchProcessorConfig(
    @Doc("How long an item may wait for company. 0 sends at once and ignores send_batch_size.")
        @Default("200ms")
        Duration timeout,
    @Doc("Sends as soon as this many items wait, whatever the timeout. 0 sends at once.")
        @Default("8192")
        int sendBatchSize,
    @Doc("Never sends more items at once; larger batches are split. 0 means no limit.")
        @Default("0")
        int sendBatchMaxSize,
    @Doc(
            "Request headers whose values keep batches apart. Only these headers stay with the"
                + " batch; the receiver must have include_metadata.")
        @Default("[]")
        List<String> metadataKeys,
    @Doc(
            "How many different values of metadata_keys may wait at a time; further ones are"
                + " refused as retryable. 0 means no limit.")
        @Default("1000")
        int metadataCardinalityLimit)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (timeout.isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 200ms, or 0)");
    }
    if (sendBatchSize < 0) {
      problems.add("send_batch_size", "must not be negative (expected: a number of items)");
    }
    if (sendBatchMaxSize < 0 || (sendBatchMaxSize > 0 && sendBatchMaxSize < sendBatchSize)) {
      problems.add(
          "send_batch_max_size", "must be 0 or at least send_batch_size (" + sendBatchSize + ")");
    }
    if (metadataCardinalityLimit < 0) {
      problems.add("metadata_cardinality_limit", "must not be negative (expected: 0 or more)");
    }
    Set<String> seen = new HashSet<>();
    for (String key : metadataKeys) {
      if (!seen.add(key.toLowerCase(Locale.ROOT))) {
        problems.add("metadata_keys", "names \"" + key + "\" twice (header names ignore case)");
      }
    }
  }
}
