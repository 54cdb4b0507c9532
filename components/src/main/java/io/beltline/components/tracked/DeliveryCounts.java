package io.beltline.components.tracked;

/**
 * Counts what becomes of entries on their way, under a receiver's own names. Safe for all threads.
 */
public interface DeliveryCounts {

  /** Items were refused for good, or given up. */
  void refused(long items);

  /** Items were dropped because there can be no room for them. */
  void tooLarge(long items);

  /**
   * An operator dropped an entry.
   *
   * @param rule the operator's id
   * @param failed whether the operator failed; otherwise it was told to
   */
  void dropped(String rule, boolean failed);

  /** An attempt was refused for a time. */
  void held();
}
