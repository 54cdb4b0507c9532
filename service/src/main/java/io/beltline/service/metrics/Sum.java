package io.beltline.service.metrics;

import io.beltline.api.Meter;
import java.util.concurrent.atomic.LongAdder;

/** A counter. */
final class Sum implements Meter.Counter, Owned {
  private final LongAdder sum = new LongAdder();
  private final Origin origin;

  Sum(Origin origin) {
    this.origin = origin;
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public void add(long amount) {
    if (amount > 0) {
      sum.add(amount);
    }
  }

  @Override
  public long value() {
    return sum.sum();
  }
}
