package io.beltline.connector.spanmetrics;

/** How many series there may be over all metrics and resources. One thread. */
final class SeriesRoom {
  private final int most;
  private int used;

  /** Room for so many. */
  SeriesRoom(int most) {
    this.most = most;
  }

  /** Takes a place, if there is one. */
  boolean take() {
    if (used >= most) {
      return false;
    }
    used++;
    return true;
  }

  /** Gives places back. */
  void give(int places) {
    used -= places;
  }
}
