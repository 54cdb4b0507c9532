package io.beltline.delivery;

import io.beltline.api.ConsumeResult;

/** What became of some items in the end, and what to tell a caller that waits for them. */
sealed interface Outcome {

  /** Whether it is none in truth: the collector ends before one has come about. */
  default boolean isShutdown() {
    return this instanceof Lost lost && lost.reason() == DropReason.SHUTDOWN;
  }

  /** The destination has them, with a warning or an empty text. */
  record Delivered(String message) implements Outcome {
    static final Delivered QUIETLY = new Delivered("");
  }

  /** They are kept as dead letters. */
  record DeadLettered(ConsumeResult answer) implements Outcome {}

  /** They did not arrive and nobody here keeps them. */
  record Lost(DropReason reason, ConsumeResult answer) implements Outcome {}
}
