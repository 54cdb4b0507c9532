package io.beltline.model;

/** Log records. */
public final class Logs implements Mergeable {
  private final Payload payload;
  private int items = -1;

  /** Telemetry over bytes that nobody writes any more. Nothing is read yet. */
  public Logs(Payload payload) {
    this.payload = payload;
  }

  @Override
  public Signal signal() {
    return Signal.LOGS;
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
    Logs same = new Logs(other);
    same.items = items;
    return same;
  }
}
