package io.beltline.api;

import java.time.Duration;
import java.util.List;

/**
 * How queues shall gather what the {@code batch} processor passed: the processor owns no data, it
 * marks the {@link Context}, and the destination's queue gathers.
 *
 * @param processor the processor's id, which its metrics name
 * @param timeout how long an item may wait for company
 * @param minItems send as soon as this many items wait; 0 sends at once
 * @param maxItems never send more at once; 0 for no limit
 * @param metadataKeys headers whose values keep requests apart; only these are kept of the metadata
 * @param maxPartitions how many different header values may be gathered at a time; 0 for no limit
 */
public record Batching(
    String processor,
    Duration timeout,
    int minItems,
    int maxItems,
    List<String> metadataKeys,
    int maxPartitions) {

  /** Copies the keys. */
  public Batching {
    metadataKeys = List.copyOf(metadataKeys);
  }
}
