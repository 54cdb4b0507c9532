package io.beltline.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Passes on to the belt what the desk and the lanes tell it: they are built before it. Nothing may
 * be told before {@link #connect}.
 */
final class BeltLink implements Desk.Ends, SideLanes.Watch {
  private @Nullable Belt belt;

  /** The belt is built; before the first request. */
  void connect(Belt built) {
    belt = built;
  }

  private Belt belt() {
    Belt built = belt;
    if (built == null) {
      throw new IllegalStateException("told before the belt was built");
    }
    return built;
  }

  @Override
  public void ended(Entry entry) {
    belt().intake().ended(entry);
  }

  @Override
  public void left(Entry entry) {
    belt().intake().left(entry);
  }

  @Override
  public void began(Thread lane) {
    belt().aside().began(lane);
  }

  @Override
  public void settled() {
    belt().aside().settled();
  }

  @Override
  public void ended(Thread lane) {
    belt().aside().ended(lane);
  }
}
