package io.beltline.delivery;

import io.beltline.model.Telemetry;
import java.util.List;

/** Cuts telemetry in two. Safe for all threads. */
interface Splitter {

  /** False for telemetry that must stay whole. */
  boolean canCut(Telemetry telemetry);

  /**
   * Cuts before an item, in the order of the items.
   *
   * @param telemetry what {@link #canCut} said yes to
   * @param items how many items the head gets; more than none, fewer than all
   */
  Cut cut(Telemetry telemetry, int items);

  /**
   * Where to cut in halves: before which item it costs least, near the middle.
   *
   * @param telemetry what {@link #canCut} said yes to
   * @param items how many it has; two at least
   */
  default int half(Telemetry telemetry, int items) {
    return items / 2;
  }

  /**
   * Where two requests that were put together can be parted, nearest to the middle: before which
   * item; 0 if it is nowhere.
   *
   * @param telemetry what {@link #canCut} said yes to
   * @param items how many it has; two at least
   */
  default int seam(Telemetry telemetry, int items) {
    return 0;
  }

  /**
   * The sizes of the items in their order: bytes of each by itself, without what it shares with
   * others.
   *
   * @param telemetry what {@link #canCut} said yes to
   */
  List<Integer> sizes(Telemetry telemetry);

  /** The two parts. */
  record Cut(Telemetry head, Telemetry tail) {}
}
