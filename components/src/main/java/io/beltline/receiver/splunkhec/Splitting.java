package io.beltline.receiver.splunkhec;

import java.util.Locale;

/** How raw bodies become events. */
public enum Splitting {
  /** Each line is one. */
  LINE,
  /** The body is one. */
  NONE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
