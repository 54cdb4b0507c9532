package io.beltline.service.metrics;

import io.beltline.api.Meter;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** A histogram with explicit upper bounds. */
final class Distribution implements Meter.Histogram, Owned {
  private final Origin origin;
  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  Distribution(Origin origin, double[] bounds) {
    this.origin = origin;
    this.bounds = bounds.clone();
    this.counts = new LongAdder[bounds.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public void record(double value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(value);
  }

  Snapshot snapshot() {
    long[] values = new long[counts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = counts[i].sum();
    }
    return new Snapshot(bounds, values, sum.sum());
  }

  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Snapshot(double[] bounds, long[] counts, double sum) {}
}
