package io.beltline.model;

/**
 * Profiles, passed on whole: their dictionary belongs to the request, so they are never merged or
 * split.
 */
public final class Profiles implements Telemetry {
  private final Payload payload;
  private int items = -1;

  /** Telemetry over bytes that nobody writes any more. Nothing is read yet. */
  public Profiles(Payload payload) {
    this.payload = payload;
  }

  @Override
  public Signal signal() {
    return Signal.PROFILES;
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
}
