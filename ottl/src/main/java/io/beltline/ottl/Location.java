package io.beltline.ottl;

/**
 * A place inside a statement.
 *
 * @param line counted from 1
 * @param column counted in UTF-16 units from 1
 */
public record Location(int line, int column) {
  /** Where a statement begins. */
  public static final Location START = new Location(1, 1);

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
