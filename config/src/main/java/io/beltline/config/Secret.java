package io.beltline.config;

/** A text that is never shown: it prints as {@code [REDACTED]} everywhere. */
public final class Secret {
  private final String value;

  /** Keeps a text. */
  public Secret(String value) {
    this.value = value;
  }

  /** The text itself, for the one place that sends it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
