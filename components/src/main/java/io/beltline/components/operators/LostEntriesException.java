package io.beltline.components.operators;

/** Several entries met bugs while others were handed on; the cause is the first bug. */
public final class LostEntriesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long entries;

  LostEntriesException(Throwable first, long entries) {
    super(entries + " entries were lost", first);
    this.entries = entries;
  }

  /** How many entries are lost by what an operator chain has thrown. */
  public static long lostBy(Throwable bug) {
    return bug instanceof LostEntriesException several ? several.entries : 1;
  }
}
