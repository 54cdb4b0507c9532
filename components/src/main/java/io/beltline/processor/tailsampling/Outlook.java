package io.beltline.processor.tailsampling;

/** What further spans of a trace can do to the answer of a policy. */
enum Outlook {
  /** Nothing: it keeps the trace. */
  YES,
  /** Nothing: it does not. */
  NO,
  /** They may change it. */
  OPEN;

  /** That of the opposite. */
  Outlook opposite() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case OPEN -> OPEN;
    };
  }
}
