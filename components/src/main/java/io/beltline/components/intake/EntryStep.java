package io.beltline.components.intake;

import io.beltline.components.operators.Entry;

/** What a receiver does with each entry before its operators. Safe for all threads. */
@FunctionalInterface
public interface EntryStep {

  /** Leaves entries as they are. */
  EntryStep NONE = entry -> true;

  /** Changes an entry; false if it is to be dropped, which is counted as a failed operator. */
  boolean apply(Entry entry);
}
