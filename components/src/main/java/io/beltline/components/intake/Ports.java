package io.beltline.components.intake;

import io.beltline.api.Deadline;
import io.beltline.api.Host;
import java.util.function.Consumer;

/** The ports of a receiver that has several. */
public final class Ports {
  private Ports() {}

  /**
   * Opens all of them or none: if one cannot be opened, the others do not stay open.
   *
   * @param open opens one after the other, and throws if one cannot be opened
   * @param close closes those that are open until the deadline, which is now
   */
  public static void open(Host host, Runnable open, Consumer<Deadline> close) {
    boolean opened = false;
    try {
      open.run();
      opened = true;
    } finally {
      if (!opened) {
        close.accept(new Deadline(host.clock(), host.clock().nanoTime()));
      }
    }
  }
}
