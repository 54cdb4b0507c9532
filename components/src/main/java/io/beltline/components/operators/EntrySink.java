package io.beltline.components.operators;

/** Where the last operators hand entries to. */
public interface EntrySink {

  /** Takes an entry. */
  void accept(Entry entry);

  /**
   * An entry was dropped; whoever counts releases it.
   *
   * @param rule the operator's id
   * @param failed whether the operator failed; otherwise it was told to
   */
  void dropped(Entry entry, String rule, boolean failed);
}
