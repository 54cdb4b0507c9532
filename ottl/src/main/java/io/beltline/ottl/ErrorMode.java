package io.beltline.ottl;

/** What becomes of a record that a statement fails on. */
public enum ErrorMode {
  /** The next statement goes on; the error is logged. */
  IGNORE,
  /** The whole request is given up. */
  PROPAGATE,
  /** The next statement goes on; nothing is logged. */
  SILENT
}
