package io.beltline.service.books;

import io.beltline.api.Meter;
import java.util.concurrent.atomic.LongAdder;

/** A count of this graph's life that is also added to the metric of the process. */
final class Tally {
  private final LongAdder own = new LongAdder();
  private final Meter.Counter shared;

  Tally(Meter.Counter shared) {
    this.shared = shared;
  }

  void add(long items) {
    own.add(items);
    shared.add(items);
  }

  long sum() {
    return own.sum();
  }
}
