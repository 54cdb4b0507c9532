package io.beltline.api;

import org.jspecify.annotations.Nullable;

/**
 * How a component is.
 *
 * @param level how well
 * @param message what is wrong, empty if nothing
 * @param cause the exception behind it, or null
 */
public record ComponentStatus(Level level, String message, @Nullable Throwable cause) {

  /** Works. */
  public static final ComponentStatus OK = new ComponentStatus(Level.OK, "", null);

  /** Something fails that may pass by itself: a backend that refuses. */
  public static ComponentStatus recoverable(String message) {
    return new ComponentStatus(Level.RECOVERABLE_ERROR, message, null);
  }

  /** Something fails that needs a person, while the rest goes on. */
  public static ComponentStatus permanent(String message) {
    return new ComponentStatus(Level.PERMANENT_ERROR, message, null);
  }

  /** The collector must end. */
  public static ComponentStatus fatal(String message, @Nullable Throwable cause) {
    return new ComponentStatus(Level.FATAL_ERROR, message, cause);
  }

  /** The levels, with the meaning the OpenTelemetry Collector gives them. */
  public enum Level {
    STARTING,
    OK,
    RECOVERABLE_ERROR,
    PERMANENT_ERROR,
    FATAL_ERROR,
    STOPPING,
    STOPPED
  }
}
