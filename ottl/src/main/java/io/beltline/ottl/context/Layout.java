package io.beltline.ottl.context;

/** Counts the registers and memories that compiled code needs of an execution. One thread. */
public final class Layout {
  private int cells;
  private int memory;

  /** Nothing yet. */
  public Layout() {}

  /** The index of one more register. */
  public int nextCell() {
    return cells++;
  }

  /** The index of one more memory. */
  public int nextMemory() {
    return memory++;
  }

  /** How many registers there are. */
  public int cells() {
    return cells;
  }

  /** How many memories there are. */
  public int memory() {
    return memory;
  }
}
