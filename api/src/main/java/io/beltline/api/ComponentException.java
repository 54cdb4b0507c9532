package io.beltline.api;

import org.jspecify.annotations.Nullable;

/**
 * Says why a component cannot start or be built, in words for the person who wrote the
 * configuration.
 */
public final class ComponentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, where, and what was expected. */
  public ComponentException(String message) {
    this(message, null);
  }

  /** As above, with what led to it. */
  public ComponentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
