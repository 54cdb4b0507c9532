package io.beltline.benchmarks.wire;

import io.beltline.model.Slice;
import java.io.IOException;
import java.util.function.LongConsumer;

/** How a sink reads what comes. Safe for all threads. */
public interface Content {

  /** A request as it was before it was compressed. */
  Slice plain(Slice body) throws IOException;

  /** How many items are in a request. */
  long count(Slice request);

  /** Takes the sums of all items of a request. */
  void read(Slice request, LongConsumer taker);
}
