package io.beltline.components.operators;

/** What becomes of an entry on which an operator fails. */
public enum OnError {
  /** It goes on as it is, and the failure is logged. */
  SEND(true, false),
  /** It goes on as it is. */
  SEND_QUIET(true, true),
  /** It is dropped, and the failure is logged. */
  DROP(false, false),
  /** It is dropped. */
  DROP_QUIET(false, true);

  final boolean sends;
  final boolean quiet;

  OnError(boolean sends, boolean quiet) {
    this.sends = sends;
    this.quiet = quiet;
  }

  /** Whether the entry goes on. */
  public boolean sends() {
    return sends;
  }
}
