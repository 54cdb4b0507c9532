package io.beltline.delivery;

import io.beltline.api.Batching;
import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How requests are gathered.
 *
 * @param processor the {@code batch} processor that set them; empty for the queue's own
 * @param timeout how long one may wait for company; zero sends at once
 * @param min send as soon as this much waits
 * @param max never send more at once; 0 for no limit
 * @param bytes true if the two count bytes, false if items
 * @param keys headers whose values keep requests apart
 * @param partitions how many different values may be gathered at a time; 0 for no limit
 */
record BatchRules(
    String processor,
    Duration timeout,
    long min,
    long max,
    boolean bytes,
    List<String> keys,
    int partitions) {

  /** How many header values the queue's own batching gathers at a time. */
  static final int PARTITIONS = 10_000;

  /** The rules a {@code batch} processor set. */
  static BatchRules of(Batching batching) {
    return new BatchRules(
        batching.processor(),
        batching.timeout(),
        batching.minItems(),
        batching.maxItems(),
        false,
        batching.metadataKeys(),
        batching.maxPartitions());
  }

  /** The rules of a queue's own batching. */
  static BatchRules of(BatchConfig config, Sizer sizer) {
    return new BatchRules(
        "",
        config.flushTimeout(),
        config.minSize(),
        config.maxSize(),
        sizer == Sizer.BYTES,
        config.partition().metadataKeys(),
        PARTITIONS);
  }

  /** True if nothing waits: each request is sent as soon as it comes. */
  boolean immediate() {
    return min == 0 || timeout.isZero() || timeout.isNegative();
  }

  /** What keeps a request apart. */
  Key key(Context context) {
    return new Key(this, keys.isEmpty() ? Metadata.EMPTY : context.metadata().only(keys));
  }

  /**
   * What requests have in common that may travel together.
   *
   * @param rules how they are gathered
   * @param metadata the headers that keep them apart
   */
  record Key(BatchRules rules, Metadata metadata) {

    /** The context of a batch: only what all its requests have in common. */
    Context context() {
      return metadata.isEmpty()
          ? Context.EMPTY
          : new Context(ClientInfo.NONE, metadata, Map.of(), null);
    }
  }
}
