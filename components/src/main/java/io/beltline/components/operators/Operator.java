package io.beltline.components.operators;

/** What one step does with entries. Safe for all threads. */
@FunctionalInterface
interface Operator {

  /**
   * Works on an entry and hands it on, or keeps it, or lets it go.
   *
   * @throws OperatorException if it cannot; the entry is then treated by {@code on_error}
   */
  void process(Entry entry, Outlet out) throws OperatorException;

  /** Hands on what it has kept for too long. */
  default void flush(long nanoTime, Outlet out) {}

  /** An operator that changes entries and hands each on. */
  static Operator of(Change change) {
    return (entry, out) -> {
      change.apply(entry);
      out.next(entry);
    };
  }

  /** A change of an entry. */
  @FunctionalInterface
  interface Change {
    void apply(Entry entry) throws OperatorException;
  }
}
