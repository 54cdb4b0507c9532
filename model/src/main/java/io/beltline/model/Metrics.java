package io.beltline.model;

/** Metric data points. */
public final class Metrics implements Mergeable {
  private final Payload payload;
  private int items = -1;

  /** Telemetry over bytes that nobody writes any more. Nothing is read yet. */
  public Metrics(Payload payload) {
    this.payload = payload;
  }

  @Override
  public Signal signal() {
    return Signal.METRICS;
  }

  @Override
  public Payload payload() {
    return payload;
  }

  @Override
  public int itemCount() {
    int known = items;
    if (known < 0) {
      known = ItemCount.of(signal(), payload);
      items = known;
    }
    return known;
  }

  @Override
  public Telemetry withSameItems(Payload other) {
    Metrics same = new Metrics(other);
    same.items = items;
    return same;
  }
}
